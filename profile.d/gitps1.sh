# shellcheck shell=sh disable=SC3010,SC3044 # [[ and shopt stand behind a test for their shell
# gitps1.sh: __git_ps1 for bash, zsh and POSIX shells, by the program gitps1.
#
# Source it from ~/.bashrc or ~/.zshrc, and call it as git's own is called:
#   PS1='\u@\h:\w$(__git_ps1 " (%s)")\$ '            in any of them (zsh: setopt PROMPT_SUBST)
#   PROMPT_COMMAND='__git_ps1 "\u@\h:\w" "\\\$ "'    in bash; the same in zsh's precmd
#
# Where gitps1 is missing nothing is shown, and nothing is looked for but a file of that name in
# the directories of PATH: a command-not-found handler must not run at each prompt.

__git_ps1_program='@bindir@/gitps1'
# Where nothing was installed that is no path, and a file of that name may be anybody's.
case $__git_ps1_program in
/*) ;;
*) __git_ps1_program= ;;
esac
__git_ps1_newline='
'
# The marks around what takes no room on the line: \001 and \002.
__git_ps1_before=$(printf '\001')
__git_ps1_after=$(printf '\002')
# zsh may be set to warn of what a function creates.
__git_ps1_text='' __git_ps1_rest='' __git_ps1_names='' __git_ps1_marks='' __git_ps1_branch_name='' __git_ps1_upstream_name=''

# Sets __git_ps1_program to an absolute path; fails where there is none.
__git_ps1_find() {
  __git_ps1_rest=${PATH-}:
  while [ -n "$__git_ps1_rest" ]; do
    __git_ps1_program=${__git_ps1_rest%%:*}/gitps1
    __git_ps1_rest=${__git_ps1_rest#*:}
    case $__git_ps1_program in
    /*) if [ -f "$__git_ps1_program" ] && [ -x "$__git_ps1_program" ]; then return 0; fi ;;
    esac
  done
  __git_ps1_program=
  return 1
}

# Becomes the program, with what the shell knows; its variables need not be exported. For a
# subshell alone, which then is the one process that a prompt costs.
__git_ps1_exec() {
  if [ -n "${ZSH_VERSION-}" ]; then set -- --zsh "$@"; fi
  case ${KSH_VERSION-} in
  Version*93*) set -- --ksh "$@" ;;
  esac
  # One that is read-only can be handed on, and not be set again.
  if [ -z "${GIT_PS1_COLOR_PRE+x}" ]; then export "GIT_PS1_COLOR_PRE=$__git_ps1_before"; fi
  if [ -z "${GIT_PS1_COLOR_POST+x}" ]; then export "GIT_PS1_COLOR_POST=$__git_ps1_after"; fi
  # PATH stands there so that it is never the list of all. A name is one word whatever IFS is.
  IFS=''
  # shellcheck disable=SC2086,SC2163 # nothing, or a name
  export PATH GIT_PS1_COLOR_PRE GIT_PS1_COLOR_POST \
    ${GIT_PS1_SHOWDIRTYSTATE+GIT_PS1_SHOWDIRTYSTATE} \
    ${GIT_PS1_SHOWSTASHSTATE+GIT_PS1_SHOWSTASHSTATE} \
    ${GIT_PS1_SHOWUNTRACKEDFILES+GIT_PS1_SHOWUNTRACKEDFILES} \
    ${GIT_PS1_SHOWUPSTREAM+GIT_PS1_SHOWUPSTREAM} \
    ${GIT_PS1_STATESEPARATOR+GIT_PS1_STATESEPARATOR} \
    ${GIT_PS1_SHOWCONFLICTSTATE+GIT_PS1_SHOWCONFLICTSTATE} \
    ${GIT_PS1_COMPRESSSPARSESTATE+GIT_PS1_COMPRESSSPARSESTATE} \
    ${GIT_PS1_OMITSPARSESTATE+GIT_PS1_OMITSPARSESTATE} \
    ${GIT_PS1_DESCRIBE_STYLE+GIT_PS1_DESCRIBE_STYLE} \
    ${GIT_PS1_SHOWCOLORHINTS+GIT_PS1_SHOWCOLORHINTS} \
    ${GIT_PS1_HIDE_IF_PWD_IGNORED+GIT_PS1_HIDE_IF_PWD_IGNORED} \
    ${GIT_PS1_TIMEOUT_MS+GIT_PS1_TIMEOUT_MS} \
    ${GIT_PS1_REMOTE+GIT_PS1_REMOTE} \
    ${GIT_SVN_ID+GIT_SVN_ID}
  exec "$__git_ps1_program" "$@" 2>/dev/null
}

# __git_ps1_print -- FORMAT TEXT: stands for printf where that is a program: one more at each prompt,
# and one that PATH chooses. A format with more in it than one %s needs the program.
__git_ps1_print() {
  case $2 in
  *\\* | *%*%*) ;;
  *%s*)
    print -rn -- "${2%%\%s*}$3${2#*%s}"
    return
    ;;
  esac
  # shellcheck disable=SC2059 # the format is the caller's
  printf -- "$2" "$3"
}

# __git_ps1 [FORMAT]               prints the segment
# __git_ps1 BEFORE AFTER [FORMAT]  sets PS1
# It leaves the exit status as it was, so that a prompt can show it.
#
# Short, with the rest in functions of their own: bash copies a function whenever it calls it, and
# after a fork each page that is written to costs.
__git_ps1() {
  set -- "$?" "$@"
  if [ $# -gt 2 ]; then
    __git_ps1_set "$@" || :
    return "$1"
  fi
  if ! { [ -f "$__git_ps1_program" ] && [ -x "$__git_ps1_program" ]; }; then
    __git_ps1_find || return "$1"
  fi
  # Where nothing is set there is nothing to hand on. Only bash tells in one go.
  # shellcheck disable=SC3053,SC3056
  if [ -n "${BASH_VERSION-}" ] && [ -z "${!GIT_PS1_*}${GIT_SVN_ID+x}${ZSH_VERSION+x}" ]; then
    __git_ps1_text=$(exec "$__git_ps1_program" 2>/dev/null) || return "$1"
  else
    __git_ps1_text=$(__git_ps1_exec) || return "$1"
  fi
  if [ -n "$__git_ps1_text" ]; then
    "${__git_ps1_printf:-printf}" -- "${2:- (%s)}" "$__git_ps1_text"
  fi
  return "$1"
}

# __git_ps1_set STATUS BEFORE AFTER [FORMAT]
__git_ps1_set() {
  case $# in
  3 | 4) PS1=$2$3 ;;
  *) return ;;
  esac
  if ! { [ -f "$__git_ps1_program" ] && [ -x "$__git_ps1_program" ]; }; then
    __git_ps1_find || return
  fi
  # A shell that expands variables in its prompt would also run what a branch's name says: there
  # the prompt holds the name of a variable instead.
  __git_ps1_names=--indirect
  __git_ps1_marks=
  if [ -n "${ZSH_VERSION-}" ]; then
    [[ -o PROMPT_SUBST ]] || __git_ps1_names=--names
  fi
  if [ -n "${BASH_VERSION-}" ]; then
    if ! shopt -q promptvars; then
      __git_ps1_names=--names
      if [ -z "${ZSH_VERSION-}" ]; then __git_ps1_marks=--backslash; fi
    fi
  fi
  __git_ps1_text=$(
    __git_ps1_exec ${__git_ps1_marks:+"$__git_ps1_marks"} "$__git_ps1_names"
  ) || return
  if [ -n "$__git_ps1_text" ]; then
    # shellcheck disable=SC2034 # the prompt holds the names of these
    __git_ps1_branch_name=${__git_ps1_text%%"$__git_ps1_newline"*}
    __git_ps1_text=${__git_ps1_text#*"$__git_ps1_newline"}
    # shellcheck disable=SC2034
    __git_ps1_upstream_name=${__git_ps1_text%%"$__git_ps1_newline"*}
    __git_ps1_text=${__git_ps1_text#*"$__git_ps1_newline"}
    if [ -n "${__git_ps1_prints-}" ]; then
      # shellcheck disable=SC2059,SC3045 # only where the shell has it
      printf -v __git_ps1_text -- "${4:- (%s)}" "$__git_ps1_text"
    else
      __git_ps1_text=$("${__git_ps1_printf:-printf}" -- "${4:- (%s)}" "$__git_ps1_text")
    fi
    PS1=$2$__git_ps1_text$3
  fi
}

# Whether printf puts its text into a variable.
__git_ps1_prints=
# shellcheck disable=SC3045
printf -v __git_ps1_prints -- '%s' yes >/dev/null 2>&1 || :

# What prints: mksh and others that come from pdksh have no printf of their own.
__git_ps1_printf='printf'
case ${KSH_VERSION-} in
*' KSH '*) if [ "$(command -v print)" = print ]; then __git_ps1_printf=__git_ps1_print; fi ;;
esac
