#!/bin/bash
# states.sh RELEASE   the prompt in repositories with very much of one kind: submodules, tags, ignore
# patterns, directories; against git's own script, git itself, or the same without them.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
release=$(realpath "$1")
stock=$("$here/git-prompt")

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME=$work XDG_CACHE_HOME=$work/cache GIT_CONFIG_NOSYSTEM=1 GIT_PS1_TIMEOUT_MS=60000
export GIT_PS1_SHOWDIRTYSTATE=1 GIT_PS1_SHOWUNTRACKEDFILES=1 GIT_PS1_SHOWSTASHSTATE=1
unset GIT_DIR GIT_WORK_TREE
git config --global user.name a
git config --global user.email a@b
git config --global init.defaultBranch main
git config --global advice.detachedHead false
git config --global gc.auto 0

program=$release/gitps1
# A cache that cannot be written is none: what is found out is found out at each prompt.
afresh="env XDG_CACHE_HOME=/dev/null/none $program"
echo ". $stock; __git_ps1 >/dev/null" >"$work/theirs.bash"

start() { # start NAME: a repository with one commit
  git init -q "$work/$1"
  cd "$work/$1"
  echo 1 >a
  git add .
  git commit -qm one
}

for count in 170 2000; do
  start "submodules$count"
  for ((i = 0; i < count; i++)); do
    mkdir "s$i"
    printf '[submodule "s%d"]\n\tpath = s%d\n\turl = ../s%d\n' "$i" "$i" "$i" >>.gitmodules
    printf '160000 %040d\ts%d\n' 1 "$i"
  done >"$work/entries"
  git update-index --index-info <"$work/entries"
  git add .gitmodules
  git commit -qm submodules
  "$here/versus" "all options, $count submodules without a work tree (git-prompt.sh)" 1.0 \
    "$afresh" "bash $work/theirs.bash" -r 9
done

# One commit after the tags, so that none is its own.
make_tags() { # make_tags COUNT KIND
  local head
  head=$(git rev-parse HEAD)
  case $2 in
  light) seq "$1" | sed "s|.*|create refs/tags/v& $head|" | git update-ref --stdin ;;
  annotated)
    seq "$1" | awk -v head="$head" '{
      printf "tag v%d\nfrom %s\ntagger a <a@b> %d +0000\ndata 1\nx\n", $1, head, 1700000000 + $1 }' |
      git fast-import --quiet
    ;;
  esac
}
start none
git commit -q --allow-empty -m two
git checkout -q --detach
for kind in '100,000 packed tags' '20,000 loose tags' '5,000 annotated tags'; do
  name=$(tr -d ' ,' <<<"$kind")
  start "$name"
  case $kind in
  100*) make_tags 100000 light && git pack-refs --all ;;
  20*) make_tags 20000 light ;;
  5*) make_tags 5000 annotated && git pack-refs --all ;;
  esac
  git commit -q --allow-empty -m two
  git checkout -q --detach
  "$program" >/dev/null
  sleep 0.3
  "$program" >/dev/null
  "$here/versus" "all options, detached, $kind, second prompt (none)" 1.1 \
    "env -C $work/$name $program" "env -C $work/none $program" -r 60
done
export GIT_PS1_DESCRIBE_STYLE=describe
"$program" >/dev/null
"$here/versus" '5,000 annotated tags, named by the last one, second prompt (git describe)' 1.0 \
  "$program" 'git describe' -r 30
# All of them are of one commit, so that each has to be read to find the last.
"$here/versus" '5,000 annotated tags, named by the last one, nothing remembered (git describe)' 1.0 \
  "$afresh" 'git describe' -r 30
export GIT_PS1_DESCRIBE_STYLE=default
"$here/versus" '5,000 annotated tags, none its own, nothing remembered (git describe --exact-match)' 1.0 \
  "$afresh" 'sh -c "git describe --tags --exact-match || :"' -r 30
unset GIT_PS1_DESCRIBE_STYLE

start patterns
for ((i = 0; i < 5000; i++)); do echo "part$i-*-x?.tmp"; done >.gitignore
git add .
git commit -qm patterns
# All of them ignored but one directory's, so that each name is tried.
for ((i = 0; i < 3000; i++)); do : >"part$i-some-x1.tmp"; done
"$here/versus" '5,000 patterns, 3,000 ignored names, nothing remembered (git status)' 1.0 \
  "$afresh" 'git status --porcelain' -r 15

start directories
for ((i = 0; i < 20000; i++)); do echo "empty/$((i / 200))/$i"; done | xargs mkdir -p
"$here/versus" '20,000 empty untracked directories, nothing remembered (git status)' 1.0 \
  "$afresh" 'git status --porcelain' -r 15
