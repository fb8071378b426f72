#!/bin/bash
# In zsh, git's own prompt shows another name than the branch has, if there is a per cent sign in it:
# what __git_ps1 prints into PROMPT is expanded by zsh once more, and nobody doubles the sign. The
# branch 50%off ends where the sign stands; %% becomes %.
# shellcheck disable=SC1091,SC2154,SC2016,SC2317,SC2086
. "$(dirname "$0")/fetch"
fetch git=1:2.39.5-0+deb12u3 zsh=5.9-4+b15
# Its installation makes this link; under the name in the package it complains.
ln -sf zsh5 "$root/bin/zsh"
export GIT_EXEC_PATH=$root/usr/lib/git-core GIT_CONFIG_NOSYSTEM=1
zsh=$root/bin/zsh
shown() { # shown BRANCH: the prompt in a repository with that branch, as zsh expands it
  rm -rf "$work/repository"
  git -c init.defaultBranch=main init -q "$work/repository"
  git -C "$work/repository" symbolic-ref HEAD "refs/heads/$1"
  (cd "$work/repository" && "$zsh" -fc '
    . "$0"
    setopt PROMPT_SUBST
    PROMPT='\''$(__git_ps1 "%s")'\''
    print -rP -- "$PROMPT"' "$GIT_EXEC_PATH/git-sh-prompt")
}
"$zsh" --version
expect 'the branch main' "$(shown main)" main
expect 'the branch 5%%off' "$(shown '5%%off')" '5%off'
expect 'the branch at-%n, to the user root' "$(USERNAME=root shown 'at-%n')" "at-$(id -un)"
exit "$failed"
