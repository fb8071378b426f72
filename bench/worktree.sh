#!/bin/bash
# worktree.sh RELEASE   the prompt with all options in large work trees, against git's own script
# and against git status.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
release=$1
stock=
for candidate in /usr/lib/git-core/git-sh-prompt \
  /usr/share/git-core/contrib/completion/git-prompt.sh; do
  [ -r "$candidate" ] && stock=$candidate && break
done
[ -n "$stock" ] || { echo "git's own prompt script is not installed" >&2 && exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME=$work XDG_CACHE_HOME=$work/cache GIT_CONFIG_NOSYSTEM=1
export GIT_PS1_SHOWDIRTYSTATE=1 GIT_PS1_SHOWUNTRACKEDFILES=1 GIT_PS1_SHOWSTASHSTATE=1
export GIT_PS1_SHOWUPSTREAM=auto GIT_PS1_SHOWCONFLICTSTATE=yes GIT_PS1_TIMEOUT_MS=60000

prompt() { # prompt SCRIPT
  echo "PATH=$release:\$PATH; . $1; __git_ps1 >/dev/null"
}
prompt "$here/../profile.d/gitps1.sh" >"$work/ours.bash"
prompt "$stock" >"$work/theirs.bash"

compare() { # compare NAME FILES TO-STOCK TO-STATUS
  "$here/make-repository.sh" "$work/tree" "$2"
  cd "$work/tree"
  "$here/versus" "all options, $1, clean (git-prompt.sh)" "$3" \
    "bash $work/ours.bash" "bash $work/theirs.bash" -N -r 15
  "$here/versus" "all options, $1, clean (git status)" "$4" \
    "$release/gitps1" 'git status --porcelain=2 --branch' -N -r 15
}

compare '5,000 files' 5000 0.12 0.5
# The same, every file touched but equal. git's own commands would mend its index for both.
cp -a "$work/tree" "$work/touched"
git -C "$work/touched" status --porcelain >/dev/null
find "$work/touched" -name '*.c' -exec touch {} +
sleep 0.3
"$here/versus" 'all options, 5,000 files, all touched but equal (the same clean)' 1.1 \
  "env -C $work/touched $release/gitps1" "env -C $work/tree $release/gitps1" -N -r 40
rm -rf "$work/tree" "$work/touched"
compare '102,000 files' 102000 0.40 0.5

peak() { /usr/bin/time -f %M "$@" 2>&1 >/dev/null | tail -n 1; }
ours=$(peak "$release/gitps1") theirs=$(peak git status --porcelain=2 --branch)
awk -v ours="$ours" -v theirs="$theirs" 'BEGIN {
  printf "peak memory, 102,000 files (git status) | %.1f MB | %.1f MB | %.2f | 1.0 | %s\n",
    ours / 1024, theirs / 1024, ours / theirs, ours <= theirs ? "yes" : "no"
}'
