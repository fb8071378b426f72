#!/bin/bash
# git's own prompt disappears in each directory below the top of a work tree whose .gitignore has an
# empty line with the line end of DOS, where GIT_PS1_HIDE_IF_PWD_IGNORED is set. An empty line of Unix
# is nothing; this one is a pattern without a letter, which `git check-ignore` finds to fit the directory
# that it is asked about as ".". The directory's name itself is not ignored, nor are its files.
# shellcheck disable=SC1091,SC2154,SC2016
. "$(dirname "$0")/fetch"
fetch git=1:2.39.5-0+deb12u3 git-man=1:2.39.5-0+deb12u3
export GIT_EXEC_PATH=$root/usr/lib/git-core GIT_CONFIG_NOSYSTEM=1 GIT_PS1_HIDE_IF_PWD_IGNORED=1
git -c init.defaultBranch=main init -q "$work/project"
mkdir "$work/project/src"
touch "$work/project/src/file"
prompt() {
  bash --norc -c '. "$0"; cd "$1"; __git_ps1 "%s"' "$GIT_EXEC_PATH/git-sh-prompt" "$work/project/src"
}
ignored() { (cd "$work/project/src" && git check-ignore -q "$1") && echo yes || echo no; }
printf '*.o\n\n*.a\n' >"$work/project/.gitignore"
expect 'the prompt, with lines of Unix' "$(prompt)" main
printf '*.o\r\n\r\n*.a\r\n' >"$work/project/.gitignore"
expect 'the prompt, with lines of DOS' "$(prompt)" ''
expect 'the directory as "." is ignored' "$(ignored .)" yes
expect 'the directory by its name' "$(ignored ../src)" no
expect 'a file in it' "$(ignored file)" no
printf '*.o\r\n*.a\r\n' >"$work/project/.gitignore"
expect 'the prompt, with lines of DOS and no empty one' "$(prompt)" main
exit "$failed"
