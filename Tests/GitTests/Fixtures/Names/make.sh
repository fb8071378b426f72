#!/bin/bash
# Names every commit of the histories in this directory, with git 2.40 or later:
#   make.sh DIRECTORY
# A line of NAME.names holds a commit, and what describe says of it with --contains,
# --contains --all, no option, and --tags; `-` where it has no name.
set -eu
out=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME=$work GIT_CONFIG_NOSYSTEM=1 LC_ALL=C
for stream in "$out"/*.stream.gz; do
  name=$(basename "$stream" .stream.gz)
  git init -q "$work/$name"
  cd "$work/$name"
  gzip -dc "$stream" | git fast-import --quiet --force
  for commit in $(git rev-list --all); do
    line=$commit
    for options in '--contains' '--contains --all' '' '--tags'; do
      # shellcheck disable=SC2086
      line+=" $(git describe $options "$commit" 2> /dev/null || echo -)"
    done
    echo "$line"
  done > "$out/$name.names"
done
