#!/bin/bash
# ksh93u+m: a `!` that a command substitution in PS1 prints is taken for the history number, as one
# written in PS1 itself is; `!!` makes one of it. bash and zsh leave what a command prints alone, so
# that the branch `fix!` has its name in their prompts.
# shellcheck disable=SC1091,SC2154,SC2016,SC2317,SC2086
. "$(dirname "$0")/fetch"
fetch ksh93u+m=1.0.4-3
shell=$(find "$root" -type f -perm -u+x -path '*/bin/*ksh93' | head -n 1)
"$shell" -c 'echo "${.sh.version}"'
# What an interactive ksh shows before its first command: on a terminal, which script(1) gives.
prompt_with() { # prompt_with PS1
  printf 'PS1=%s\n' "'$1'" >"$work/kshrc"
  printf 'exit\n' | ENV=$work/kshrc HISTFILE=$work/history timeout 20 script -qec "'$shell' -i" \
    "$work/typescript" >/dev/null
  tail -n +2 "$work/typescript" | tr -d "\r" | grep -o '<[^<>$(]*>' | head -n 1
}
expect 'the branch fix! in the prompt' "$(prompt_with '<$(echo "fix!")>')" '<fix1>'
expect 'the branch fix!! in the prompt' "$(prompt_with '<$(echo "fix!!")>')" '<fix!>'
exit "$failed"
