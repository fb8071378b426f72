#!/bin/bash
# git's own prompt carries a setting of one repository over to the next: bash.showUpstream is read
# into the shell's own variable, GIT_PS1_SHOWUPSTREAM. Where the prompt is drawn in the shell itself
# (PROMPT_COMMAND, as its documentation recommends for colours) a repository without that setting
# then shows what the one before has asked for.
# shellcheck disable=SC1091,SC2154,SC2016,SC2317,SC2086
. "$(dirname "$0")/fetch"
fetch git=1:2.39.5-0+deb12u3 git-man=1:2.39.5-0+deb12u3
export GIT_EXEC_PATH=$root/usr/lib/git-core GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=a \
  GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.org
for name in plain verbose; do
  git -c init.defaultBranch=main init -q "$work/$name"
  git -C "$work/$name" commit -q --allow-empty -m first
  git -C "$work/$name" branch -q up
  git -C "$work/$name" branch -q -u up
done
git -C "$work/verbose" config bash.showUpstream 'verbose name'
prompt_in() { # prompt_in FOLDER...: what is shown in the last of them
  GIT_PS1_SHOWUPSTREAM=auto bash --norc -c '
    . "$0"
    for folder; do cd "$folder"; __git_ps1 "" "" "%s"; done
    echo "${PS1@P}"' "$GIT_EXEC_PATH/git-sh-prompt" "$@"
}
expect 'in the repository alone' "$(prompt_in "$work/plain")" 'main ='
expect 'after the one with the setting' \
  "$(prompt_in "$work/verbose" "$work/plain")" 'main|u= up'
exit "$failed"
