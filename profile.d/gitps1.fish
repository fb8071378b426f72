# gitps1.fish: the git segment in fish's prompt, by the program gitps1.
#
# Source it from config.fish. It stands in for fish's own fish_git_prompt, which the default
# prompt calls through fish_vcs_prompt, and follows the same variables:
#   __fish_git_prompt_showdirtystate     __fish_git_prompt_showuntrackedfiles
#   __fish_git_prompt_showstashstate     __fish_git_prompt_showupstream
#   __fish_git_prompt_showcolorhints     __fish_git_prompt_describe_style
#   __fish_git_prompt_char_stateseparator
# It shows the signs of git's own __git_ps1, and its GIT_PS1_ variables count too.

# Prints the program's path. Only files of that name: a command-not-found handler must not run at
# each prompt, and no directory that the prompt is in may have a say in it.
function __gitps1_program
    for candidate in @bindir@ $PATH
        if string match -q '/*' -- $candidate; and test -f $candidate/gitps1 -a -x $candidate/gitps1
            echo $candidate/gitps1
            return
        end
    end
end

# Exports GIT_PS1_<first argument> for the caller, when fish's variable of the second is set.
function __gitps1_pass --no-scope-shadowing
    if set -q __fish_git_prompt_$argv[2]
        set -l __gitps1_value __fish_git_prompt_$argv[2]
        set -fx GIT_PS1_$argv[1] $$__gitps1_value
    else if set -q GIT_PS1_$argv[1]
        set -l __gitps1_value GIT_PS1_$argv[1]
        set -fx GIT_PS1_$argv[1] $$__gitps1_value
    end
end

function fish_git_prompt --description 'The git segment of the prompt, by gitps1'
    set -l last $status
    set -l format ' (%s)'
    test -n "$argv[1]"; and set format $argv[1]
    set -l program (__gitps1_program)
    if test -n "$program"
        __gitps1_pass SHOWDIRTYSTATE showdirtystate
        __gitps1_pass SHOWUNTRACKEDFILES showuntrackedfiles
        __gitps1_pass SHOWSTASHSTATE showstashstate
        __gitps1_pass SHOWUPSTREAM showupstream
        __gitps1_pass SHOWCOLORHINTS showcolorhints
        __gitps1_pass DESCRIBE_STYLE describe_style
        __gitps1_pass STATESEPARATOR char_stateseparator
        # fish knows by itself what takes no room on the line.
        set -fx GIT_PS1_COLOR_PRE ''
        set -fx GIT_PS1_COLOR_POST ''
        set -l text ($program 2>/dev/null)
        test -n "$text"; and printf $format "$text"
    end
    return $last
end

function fish_vcs_prompt
    fish_git_prompt $argv
end
