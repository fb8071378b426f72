#!/bin/bash
# gitps1.sh RELEASE   the prompt against git's own script, and its start against a C program's.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
release=$(realpath "$1")
stock=$("$here/git-prompt")

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME=$work XDG_CACHE_HOME=$work/cache GIT_CONFIG_NOSYSTEM=1
git -c init.defaultBranch=main init -q "$work/small"
cd "$work/small"
for number in 1 2 3 4 5; do echo "$number" >"file$number"; done
git add . && git -c user.name=a -c user.email=a@b commit -qm first

# A hundred prompts in one shell, so that what is compared is the prompt and not the shell's start.
prompts() { # prompts SCRIPT [FOLDER OF GITPS1]
  cat <<SHELL
PATH=${2:-$release}:\$PATH
. $1
for i in {1..100}; do __git_ps1 >/dev/null; done
SHELL
}
prompts "$here/../profile.d/gitps1.sh" >"$work/ours.bash"
prompts "$stock" >"$work/theirs.bash"

# Both must have said the same, or the times mean nothing.
for script in ours theirs; do
  said=$(sed 's/ >.dev.null//; s/{1..100}/1/' "$work/$script.bash" | bash)
  [ "$said" = ' (main)' ] || { echo "the prompt of $script says '$said'" >&2 && exit 1; }
done

echo 'int main(void) { return 0; }' >"$work/true.c"
cc -O2 -o "$work/true" "$work/true.c"
cd /
"$here/versus" 'start, outside a repository (C program)' 1.3 "$release/gitps1" "$work/true" -r 300
cd "$work/small"
"$here/versus" 'default prompt, small repository, ×100 (git-prompt.sh)' 0.22 \
  "bash $work/ours.bash" "bash $work/theirs.bash" -r 12
# The hook's own shell code: with a program that says a name and does nothing else, against that
# program in a command substitution, the least that a prompt can be.
mkdir "$work/says"
cat >"$work/says/says.c" <<'C'
#include <unistd.h>
int main(void) { return write(1, "main\n", 5) != 5; }
C
cc -O2 -o "$work/says/gitps1" "$work/says/says.c"
prompts "$here/../profile.d/gitps1.sh" "$work/says" >"$work/hook.bash"
cat >"$work/least.bash" <<SHELL
for i in {1..100}; do
  text=\$(exec $work/says/gitps1) && printf ' (%s)' "\$text" >/dev/null
done
SHELL
"$here/versus" 'the hook with a program that does nothing, ×100 (that program alone)' 1.5 \
  "bash $work/hook.bash" "bash $work/least.bash" -r 12

"$here/instructions" "instructions of the default prompt" prompt "$release/gitps1"
# The pages that it touches are most of its time. They depend on the kernel, as instructions do on
# the C library.
awk -v pages="$("$here/faults" "$release/gitps1")" -v pinned=29 'BEGIN {
  printf "page faults of the default prompt (when this was written) | %d | %d | %.2f | 1.15 | %s\n",
    pages, pinned, pages / pinned, pages / pinned <= 1.15 ? "yes" : "no"
}'
