#!/bin/bash
# prompt-state.sh make STATE HOME    makes the repository of a state beneath HOME, which is empty.
# prompt-state.sh ours HOME PROGRAM  what our prompt says there: twice the segment, and its JSON.
# prompt-state.sh git HOME SCRIPT    what git says there: its own prompt, defined in SCRIPT, and git status.
#
# A state is a script that begins in a repository with one commit; it may change its directory and
# export variables, which hold for what is asked.
set -u
verb=$1
ask() { # the directory and the environment that the state left
  cd "$(cat "$1/place")" || exit 1
  set -a
  # shellcheck disable=SC1091
  . "$1/environment"
  export GIT_PS1_SHOWDIRTYSTATE=1 GIT_PS1_SHOWSTASHSTATE=1 GIT_PS1_SHOWUNTRACKEDFILES=1
  export GIT_PS1_SHOWUPSTREAM='verbose name' GIT_PS1_SHOWCONFLICTSTATE=yes
  export GIT_PS1_TIMEOUT_MS=60000
  set +a
}
case $verb in
make)
  state=$(realpath "$2") home=$3
  export HOME=$home GIT_CONFIG_NOSYSTEM=1 GIT_CEILING_DIRECTORIES=$home LC_ALL=C.UTF-8 GIT_EDITOR=:
  unset XDG_CONFIG_HOME XDG_CACHE_HOME
  cd "$home" || exit 1
  cat >.gitconfig <<'CONFIG'
[user]
  name = a
  email = a@b
[init]
  defaultBranch = main
[advice]
  detachedHead = false
[gc]
  auto = 0
[protocol "file"]
  allow = always
CONFIG
  git init -qb main r && cd r || exit 1
  echo 1 >a
  mkdir d
  echo 2 >d/b
  git add . && git commit -qm one || exit 1
  # shellcheck disable=SC1090,SC1091
  . "$state" >/dev/null 2>"$home/said"
  pwd >"$home/place"
  export -p | grep -E '^declare -x (HOME|XDG_|GIT_|LC_ALL|PATH)|^declare -x GIT_PS1' |
    sed 's/^declare -x/export/' >"$home/environment"
  ;;
ours)
  home=$2 program=$3
  ask "$home"
  "$program"
  printf '\036'
  "$program"
  printf '\036'
  "$program" --json
  ;;
git)
  home=$2
  ask "$home"
  set --
  # shellcheck disable=SC1090,SC1091
  . "$home/stock.sh"
  __git_ps1 '%s
'
  printf '\036'
  git status --porcelain=v2 --branch --show-stash --no-renames -z || exit 0
  git log -1 --format='# subject %s' -z 2>/dev/null
  push=$(git rev-parse --abbrev-ref '@{push}' 2>/dev/null) && printf '# push %s\0' "$push"
  ;;
esac
