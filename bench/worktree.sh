#!/bin/bash
# worktree.sh RELEASE   the prompt with all options in large work trees and long histories, against
# git's own script, against git itself, and against gitstatusd where that is there.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
release=$(realpath "$1")
stock=$("$here/git-prompt")

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME=$work XDG_CACHE_HOME=$work/cache GIT_CONFIG_NOSYSTEM=1
export GIT_PS1_SHOWDIRTYSTATE=1 GIT_PS1_SHOWUNTRACKEDFILES=1 GIT_PS1_SHOWSTASHSTATE=1
export GIT_PS1_SHOWUPSTREAM=auto GIT_PS1_SHOWCONFLICTSTATE=yes GIT_PS1_TIMEOUT_MS=60000
unset GIT_DIR GIT_WORK_TREE
cc -O2 -pthread -o "$work/least" "$here/least.c"

# As many prompts in one shell: what is compared is the prompt and not the shell's start.
prompts() { # prompts SCRIPT NUMBER
  echo "PATH=$release:\$PATH; . $1; for i in {1..$2}; do __git_ps1 >/dev/null; done"
}

compare() { # compare NAME FILES TO-STOCK TO-STATUS PROMPTS RUNS
  "$here/make-repository.sh" "$work/tree" "$2"
  cd "$work/tree"
  prompts "$here/../profile.d/gitps1.sh" "$5" >"$work/ours.bash"
  prompts "$stock" "$5" >"$work/theirs.bash"
  git ls-files >"$work/files"
  "$here/versus" "all options, $1, clean, ×$5 (git-prompt.sh)" "$3" \
    "bash $work/ours.bash" "bash $work/theirs.bash" -r "$6"
  "$here/versus" "all options, $1, clean (git status)" "$4" \
    "$release/gitps1" 'git status --porcelain=2 --branch' -r "$6"
  "$here/versus" "all options, $1, clean (only asking for each status, in C)" 2.0 \
    "$release/gitps1" "$work/least $work/files" -r "$6"
  echo "for i in {1..$5}; do text=\$($work/least $work/files); done" >"$work/least.bash"
  "$here/versus" "only asking for each status, in C, $1, ×$5 (git-prompt.sh)" 1.0 \
    "bash $work/least.bash" "bash $work/theirs.bash" -r "$6"
  "$here/gitstatusd" "all options, $1, clean (gitstatusd, hot, 2 threads)" 1.2 "$release/gitps1"
}

compare '5,000 files' 5000 0.12 0.5 5 30
"$here/instructions" "instructions of all options, 5,000 files" tree "$release/gitps1"
# The same, every file touched but equal. git's own commands would refresh its index for both.
cp -a "$work/tree" "$work/touched"
git -C "$work/touched" status --porcelain >/dev/null
find "$work/touched" -name '*.c' -exec touch {} +
sleep 0.3
(cd "$work/touched" && "$release/gitps1" >/dev/null)
"$here/versus" 'all options, 5,000 files, all touched but equal (the same clean)' 1.1 \
  "env -C $work/touched $release/gitps1" "env -C $work/tree $release/gitps1" -r 60
# One file changed, and one untracked: both are where they were at the last prompt.
echo changed >>"$work/touched/part10/section000/unit0010/file00.c"
touch "$work/touched/part10/section000/unit0010/new"
(cd "$work/touched" && "$release/gitps1" >/dev/null)
"$here/versus" 'all options, 5,000 files, still dirty (the same clean)' 1.0 \
  "env -C $work/touched $release/gitps1" "env -C $work/tree $release/gitps1" -r 60
cd "$work"
rm -rf "$work/tree" "$work/touched"

compare '102,000 files' 102000 0.40 0.5 2 9
peak() { /usr/bin/time -f %M "$@" 2>&1 >/dev/null | tail -n 1; }
ours=$(peak "$release/gitps1") theirs=$(peak git status --porcelain=2 --branch)
awk -v ours="$ours" -v theirs="$theirs" 'BEGIN {
  printf "peak memory, 102,000 files (git status) | %.1f MB | %.1f MB | %.2f | 1.0 | %s\n",
    ours / 1024, theirs / 1024, ours / theirs, ours <= theirs ? "yes" : "no"
}'
cd "$work"
rm -rf "$work/tree"

"$here/make-repository.sh" "$work/apart" 100 16 20000
cp -a "$work/apart" "$work/behind"
cd "$work/behind"
git config branch.main.remote . && git config branch.main.merge refs/heads/upstream
[ "$("$release/gitps1" --format '{behind}')" = 20000 ] || { echo "miscounted" >&2 && exit 1; }
"$here/versus" '20,000 commits behind, no commit-graph, second prompt (no upstream set)' 1.1 \
  "env -C $work/behind $release/gitps1" "env -C $work/apart $release/gitps1" -r 90
git commit-graph write --reachable 2>/dev/null
export GIT_PS1_SHOWUPSTREAM=verbose
unset GIT_PS1_SHOWDIRTYSTATE GIT_PS1_SHOWUNTRACKEDFILES GIT_PS1_SHOWSTASHSTATE
# A cache that cannot be written is none.
"$here/versus" 'ahead/behind the first time, with commit-graph (git rev-list --count)' 0.6 \
  "env XDG_CACHE_HOME=/dev/null/none $release/gitps1" \
  'git rev-list --count --left-right upstream...main' -r 30
