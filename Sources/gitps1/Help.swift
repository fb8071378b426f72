extension Main {
  static let help = """
    usage: gitps1 [--zsh | --ksh | --backslash] [--names | --indirect]
           gitps1 --json
           gitps1 [--zsh | --ksh | --backslash | --tmux] --format TEXT
           gitps1 --clear-cache
           gitps1 --watch [--status [--json]]

    Prints the git segment of a shell prompt for the current directory, as git's own __git_ps1
    makes it. Outside of a repository it prints nothing. It reads git's files itself and runs no
    program, whatever the repository says.

      $ gitps1
      main
      $ GIT_PS1_SHOWDIRTYSTATE=1 GIT_PS1_SHOWUPSTREAM=verbose gitps1
      main *|u+1
      $ gitps1 --format '{branch}{ahead:↑}{behind:↓}{staged: +}{unstaged: *}'
      main↑1 *2

    --json       every fact on one line of JSON; null means unknown
    --format     TEXT with each {field} replaced by its value; in {field:BEFORE} the text BEFORE
                 stands before the value. If the value is missing, zero or false, nothing is
                 printed; true prints only BEFORE; unknown prints a question mark; {{ is a
                 brace. Only what TEXT names is looked up.
    --tmux       double number signs in names, for tmux

    the fields, with the same names in both:
      version                        the version of this list
      repository gitDirectory        the top of the work tree; where git keeps its files
      bare insideGitDirectory sparse true or false
      name                           what the prompt shows for a branch or a commit
      branch                         the branch; nothing during a rebase, when name has it
      detached unborn                HEAD is no branch; the branch has no commit yet
      commit abbreviated tag subject of HEAD's commit
      operation step steps           REBASE, AM, AM/REBASE, MERGING, CHERRY-PICKING, REVERTING or
                                     BISECTING, and where it is
      upstream upstreamGone          what the branch follows, and whether that is missing
      ahead behind                   how many commits only the branch has, or only its upstream
      pushRemote push                where git push takes the branch, and its name here
      pushAhead pushBehind           the same, compared with push
      stashes                        how many stashes there are
      staged unstaged untracked conflicted    how many paths there are of each kind
      source                         where these four come from: watcher or walk

    For the shell's part, __git_ps1 in profile.d/gitps1.sh:
    --zsh        double percent signs in names, and colour by %F{red}
    --ksh        double exclamation marks in names, which ksh93 takes for the command's number
    --backslash  double backslashes in names
    --names      the branch on the first line, the upstream's name on the second, then the segment
    --indirect   the same, and the segment holds ${__git_ps1_branch_name} instead of the branch
    --fish WORDS  a line for each fact that profile.d/gitps1.fish draws: WORDS are informative
                 dirty untracked stashes, and after upstream the words for that

    --clear-cache  remove the cache of earlier prompts, in $XDG_CACHE_HOME/detour/gitps1
    --watch      follow the work trees that prompts ask about, so that the next prompts need not
                 look through them; with --status, say which ones, and why others are not
    --version    print the version
    --help       print this

    environment: GIT_PS1_SHOWDIRTYSTATE GIT_PS1_SHOWSTASHSTATE GIT_PS1_SHOWUNTRACKEDFILES
      GIT_PS1_SHOWUPSTREAM GIT_PS1_STATESEPARATOR GIT_PS1_SHOWCONFLICTSTATE
      GIT_PS1_COMPRESSSPARSESTATE GIT_PS1_OMITSPARSESTATE GIT_PS1_DESCRIBE_STYLE
      GIT_PS1_SHOWCOLORHINTS GIT_PS1_COLOR_PRE GIT_PS1_COLOR_POST GIT_PS1_HIDE_IF_PWD_IGNORED
      as git's own script has them; GIT_PS1_TIMEOUT_MS (500 if not set): what is not known after
      that time is marked with a tilde; GIT_PS1_REMOTE: if set, work trees on network and FUSE
      file systems are walked too
    configuration: bash.showDirtyState bash.showUntrackedFiles bash.showUpstream
      bash.hideIfPwdIgnored, and for fish bash.showInformativeStatus

      PS1='\\u@\\h:\\w$(__git_ps1 " (%s)")\\$ '

    """
}
