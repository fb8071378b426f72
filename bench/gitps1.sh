#!/bin/bash
# gitps1.sh RELEASE   the prompt against git's own script, and its start against a C program's.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
release=$(realpath "$1")
stock=
for candidate in /usr/lib/git-core/git-sh-prompt \
  /usr/share/git-core/contrib/completion/git-prompt.sh; do
  [ -r "$candidate" ] && stock=$candidate && break
done
[ -n "$stock" ] || { echo "git's own prompt script is not installed" >&2 && exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME=$work XDG_CACHE_HOME=$work/cache GIT_CONFIG_NOSYSTEM=1
git -c init.defaultBranch=main init -q "$work/small"
cd "$work/small"
for number in 1 2 3 4 5; do echo "$number" >"file$number"; done
git add . && git -c user.name=a -c user.email=a@b commit -qm first

# A hundred prompts in one shell, so that what is compared is the prompt and not the shell's start.
prompts() { # prompts SCRIPT
  cat <<SHELL
PATH=$release:\$PATH
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
"$here/versus" 'default prompt, small repository, ×100 (git-prompt.sh)' 0.30 \
  "bash $work/ours.bash" "bash $work/theirs.bash" -r 12
"$here/instructions" "instructions of the default prompt" prompt "$release/gitps1"
