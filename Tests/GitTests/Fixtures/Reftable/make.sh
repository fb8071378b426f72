#!/bin/bash
# Makes the repositories of this directory, with a git that writes reftables (2.47 or later):
#   make.sh DIRECTORY
# For each NAME it leaves NAME.tar.gz, the git directory, and NAME.refs, what that git's
# for-each-ref says of it; for a linked work tree NAME.linked.refs too.
set -eu
out=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME=$work GIT_CONFIG_NOSYSTEM=1 LC_ALL=C TZ=UTC
export GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@example.org GIT_AUTHOR_DATE='1700000000 +0000'
export GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a@example.org GIT_COMMITTER_DATE='1700000000 +0000'
# Updates stay in tables of their own, so that a stack is a stack.
export GIT_TEST_REFTABLE_AUTOCOMPACTION=false

begin() {
  name=$1
  shift
  git init -q --ref-format=reftable -b main "$@" "$work/$name"
  cd "$work/$name"
  git commit -q --allow-empty -m one
  git commit -q --allow-empty -m two
}

say() {
  echo "HEAD $(git symbolic-ref -q HEAD || git rev-parse HEAD)"
  git for-each-ref --include-root-refs --format='%(refname) %(objectname) %(symref)' |
    grep -v '^HEAD ' || true
}

finish() {
  say > "$out/$name.refs"
  rm -rf .git/hooks .git/description .git/info .git/COMMIT_EDITMSG .git/index
  tar --sort=name --owner=0 --group=0 --mtime='2023-11-14' -cf - .git | gzip -9n > "$out/$name.tar.gz"
}

# One table after compaction: branches, tags of both kinds, symbolic references, odd names.
begin plain
git tag -a -m note v1 HEAD~1
git tag light
git branch größe
# shellcheck disable=SC2016  # it is the branch's name
git branch 'odd$(x)'
git symbolic-ref refs/heads/link refs/heads/main
git symbolic-ref refs/remotes/origin/HEAD refs/remotes/origin/main
git update-ref refs/remotes/origin/main HEAD~1
git symbolic-ref refs/heads/dangling refs/heads/none
git update-ref ORIG_HEAD HEAD~1
GIT_TEST_REFTABLE_AUTOCOMPACTION=true git pack-refs --all
finish

# A stack of tables with tombstones over what earlier ones hold, and a name that came back.
begin stack
git branch gone
git branch back
git branch moved HEAD~1
git branch -D -q gone
git branch -D -q back
git branch back HEAD~1
git update-ref refs/heads/moved HEAD
git symbolic-ref refs/heads/link refs/heads/moved
git tag -a -m note v1
git tag -d v1 > /dev/null
git checkout -q --detach HEAD~1
finish

# Many references in small blocks: indexes of several levels, many restart points, long prefixes.
begin many
git config reftable.blockSize 256
git config reftable.restartInterval 3
for i in $(seq 1 300); do
  echo "create refs/heads/topic/of/somebody/number-$i HEAD~$((i % 2))"
done | git update-ref --stdin
git tag -a -m note v1
GIT_TEST_REFTABLE_AUTOCOMPACTION=true git pack-refs --all
finish

# Blocks that are padded to the usual size.
begin wide
for i in $(seq 1 300); do
  echo "create refs/tags/release-candidate-$i HEAD~$((i % 2))"
done | git update-ref --stdin
finish

# SHA-256: version 2 of the format.
begin sha256 --object-format=sha256
git tag -a -m note v1
git branch topic HEAD~1
git branch gone
git branch -D -q gone
git symbolic-ref refs/heads/link refs/heads/topic
finish

# A linked work tree, which has a stack of its own.
begin worktree
git branch topic HEAD~1
git worktree add -q ../linked topic
git update-ref refs/bisect/bad HEAD
git -C ../linked update-ref refs/bisect/good HEAD
git -C ../linked update-ref refs/worktree/own HEAD
git -C ../linked update-ref refs/heads/shared HEAD
(cd ../linked && say) > "$out/worktree.linked.refs"
finish

# A cherry-pick and a revert that stopped: their heads are references, too.
for name in cherry-pick revert; do
  begin "$name"
  for text in a b c; do
    echo "$text" > file
    git add file
    git commit -q -m "$text"
  done
  git "$name" HEAD~1 > /dev/null 2>&1 || true
  finish
done
