#!/bin/bash
# watcher.sh RELEASE   the prompt with all options where a watcher follows the work tree, against the
# plain prompt there and against git itself; and what a small repository pays without one.
# FILES is how many files the large work tree has.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
release=$(realpath "$1")
files=${FILES:-102000}

work=$(mktemp -d)
watcher=
trap '[ -z "$watcher" ] || kill "$watcher"; rm -rf "$work"' EXIT
mkdir -m 700 "$work/run"
export HOME=$work XDG_CACHE_HOME=$work/cache XDG_RUNTIME_DIR=$work/run GIT_CONFIG_NOSYSTEM=1
export GIT_PS1_TIMEOUT_MS=60000
unset GIT_DIR GIT_WORK_TREE
all="env GIT_PS1_SHOWDIRTYSTATE=1 GIT_PS1_SHOWUNTRACKEDFILES=1 GIT_PS1_SHOWSTASHSTATE=1"
all+=" GIT_PS1_SHOWUPSTREAM=auto GIT_PS1_SHOWCONFLICTSTATE=yes $release/gitps1"
# Started in the same way, so that both pay for that.
plain="env GIT_PS1_SHOWDIRTYSTATE= GIT_PS1_SHOWUNTRACKEDFILES= GIT_PS1_SHOWSTASHSTATE= A=1 B=1 $release/gitps1"

"$here/make-repository.sh" "$work/small" 100
cd "$work/small"
$all >/dev/null
"$here/versus" 'all options, 100 files, no watcher (the default prompt)' 1.25 "$all" "$plain" -r 300

"$here/make-repository.sh" "$work/tree" "$files"
cd "$work/tree"
"$release/gitps1" --watch &
watcher=$!
for _ in {1..600}; do
  source=$("$release/gitps1" --format '{conflicted}{source}')
  [ "$source" != watcher ] || break
  sleep 0.1
done
[ "$source" = watcher ] || { echo "not watched: $("$release/gitps1" --watch --status)" >&2 && exit 1; }
"$here/versus" "all options, $files files, watched (the default prompt)" 1.3 "$all" "$plain" -r 300
"$here/versus" "all options, $files files, watched (git status)" 0.01 "$all" \
  'git status --porcelain=2 --branch' -r 15

memory() { awk '/^VmRSS/ { print $2 }' "/proc/$watcher/status"; }
awk -v ours="$(memory)" -v files="$files" 'BEGIN {
  printf "memory of the watcher, %d files (gitstatusd: 44 MB) | %.1f MB | 44 MB | %.2f | 0.25 | %s\n",
    files, ours / 1024, ours / 1024 / 44, ours / 1024 <= 11 ? "yes" : "no"
}'
wakeups() { awk '/ctxt_switches/ { sum += $2 } END { print sum }' "/proc/$watcher/status"; }
sleep 1
before=$(wakeups)
sleep 60
awk -v count=$(($(wakeups) - before)) 'BEGIN {
  printf "wake-ups of the watcher at rest, 60 s | %d | | | 0 | %s\n", count, count == 0 ? "yes" : "no"
}'
