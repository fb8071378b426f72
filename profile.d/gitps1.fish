# gitps1.fish: the git segment in fish's prompt, by the program gitps1.
#
# Source it from config.fish. It stands in for fish's own fish_git_prompt, which the default
# prompt calls through fish_vcs_prompt.

function fish_git_prompt --description 'The git segment of the prompt, by gitps1'
    set -l last $status
    set -l format $argv[1]
    test -n "$format"; or set format ' (%s)'
    set -l program @bindir@/gitps1
    # Only files of that name: a command-not-found handler must not run at each prompt.
    test -x $program; or set program (type --force-path gitps1 2>/dev/null)
    if test -n "$program"
        set -l text ($program 2>/dev/null)
        test -n "$text"; and printf $format "$text"
    end
    return $last
end

function fish_vcs_prompt
    fish_git_prompt $argv
end
