# gitps1.fish: the git segment in fish's prompt, by the program gitps1.
#
# Source it from config.fish. It replaces fish's own fish_git_prompt, which the default prompt calls
# through fish_vcs_prompt, and follows the same variables, each after __fish_git_prompt_:
#   showdirtystate showuntrackedfiles showstashstate showcolorhints show_informative_status
#   use_informative_chars                            on when they are yes, true or 1
#   showupstream                           of auto verbose name informative git svn none
#   describe_style shorten_branch_len shorten_branch_char_suffix
#   status_order hide_STATE char_STATE color_PART    see fish_git_prompt(1)
# The GIT_PS1_ variables of the same names, from git's own script, count too if they are set. A
# repository's bash.showInformativeStatus, bash.showDirtyState, bash.showUntrackedFiles and
# bash.showUpstream override them there, as in fish's own.
# What could not be known in time is marked with a tilde.

# Prints the program's path. Only files of that name: a command-not-found handler must not run at
# each prompt, and no directory that the prompt is in may have a say in it.
function __gitps1_program
    for candidate in '@bindir@' $PATH
        if string match -q '/*' -- $candidate; and test -f $candidate/gitps1 -a -x $candidate/gitps1
            echo $candidate/gitps1
            return
        end
    end
end

# Whether fish's variable of that name, or git's, is on.
function __gitps1_is_on -a name
    set -l own __fish_git_prompt_$name
    set -l gits GIT_PS1_(string upper -- $name)
    contains -- "$$own" yes true 1; or test -n "$$gits"
end

# Prints the user's sign for a state, or else the one for plain or for informative prompts.
function __gitps1_sign -a state plain informative
    set -l own __fish_git_prompt_char_$state
    if set -q $own
        echo -n "$$own"
    else if test -n "$informative"; and begin
            __gitps1_is_on show_informative_status; or __gitps1_is_on use_informative_chars
        end
        echo -n $informative
    else
        echo -n $plain
    end
end

# Prints a text in the first colour that is set: the user's for the part, the hint where hints are
# wanted, the user's for the next part, and that for all.
function __gitps1_paint -a text part next hint
    set -l own __fish_git_prompt_color_$part
    set -l others __fish_git_prompt_color_$next
    set -l colour
    if test -n "$$own"
        set colour $$own
    else if test -n "$hint"; and __gitps1_is_on showcolorhints
        set colour (string split ' ' -- $hint)
    else if test -n "$next" -a -n "$$others"
        set colour $$others
    else if test -n "$__fish_git_prompt_color"
        set colour $__fish_git_prompt_color
    end
    if set -q colour[1]
        set_color $colour
        echo -n $text
        set_color normal
    else
        echo -n $text
    end
end

# Prints how far the branch is ahead and behind.
function __gitps1_upstream -a ahead behind name
    set -l words $argv[4..-1]
    set -l style plain
    __gitps1_is_on show_informative_status; and set style informative
    for word in $words
        switch $word
            case verbose informative
                set style $word
            case git svn
                test $style = informative; and set style plain
        end
    end
    set -l prefix "$(__gitps1_sign upstream_prefix '')"
    if test $style = verbose; and not set -q __fish_git_prompt_char_upstream_prefix
        set prefix ' '
    end
    set -l up "$(__gitps1_sign upstream_ahead '>' '↑')"
    set -l down "$(__gitps1_sign upstream_behind '<' '↓')"
    set -l text
    switch "$ahead $behind"
        case '*\?*'
            set text '~'
        case '0 0'
            test $style = informative; or set text "$(__gitps1_sign upstream_equal '=')"
        case '* 0'
            set text $up
            test $style = plain; or set text $up$ahead
        case '0 *'
            set text $down
            test $style = plain; or set text $down$behind
        case '*'
            set text "$(__gitps1_sign upstream_diverged '<>')"
            test $style = verbose; and set text $text$ahead-$behind
            test $style = informative; and set text $up$ahead$down$behind
    end
    test -n "$text"; and echo -n "$prefix$text"
    test $style = verbose; and contains -- name $words; and echo -n " $name"
end

# Prints the states that there are, each with its sign: $order says which comes when.
function __gitps1_states -a staged unstaged conflicted untracked stashes informative
    contains -- '?' "$staged" "$unstaged" "$untracked" "$stashes"; and echo -n '~'
    set -l order $__fish_git_prompt_status_order
    set -q order[1]; or set order stagedstate invalidstate dirtystate untrackedfiles stashstate
    for state in $order
        switch $state
            case stagedstate
                set count $staged
                set sign "$(__gitps1_sign $state + ●)"
                set hint green
            case invalidstate
                set count $conflicted
                set sign "$(__gitps1_sign $state '#' ✖)"
                set hint
            case dirtystate
                set count $unstaged
                set sign "$(__gitps1_sign $state '*' ✚)"
                set hint red
            case untrackedfiles
                set count $untracked
                set sign "$(__gitps1_sign $state % …)"
                set hint '--bold blue'
            case stashstate
                set count $stashes
                set sign "$(__gitps1_sign $state '$' ⚑)"
                set hint '--bold blue'
            case '*'
                continue
        end
        contains -- "$count" '' '?'; and continue
        test -n "$informative"; and not set -q __fish_git_prompt_hide_$state; or set count
        set -l next flags
        test $state = invalidstate; and set next
        __gitps1_paint "$sign$count" $state "$next" "$hint"
    end
end

# Fails where there is no repository, as fish's own does: fish_vcs_prompt then asks Mercurial.
function fish_git_prompt --description 'The git segment of the prompt, by gitps1'
    set -l program (__gitps1_program)
    test -n "$program"; or return 1

    # Only what is shown is found out.
    set -l shown
    __gitps1_is_on show_informative_status; and set -a shown informative
    __gitps1_is_on showdirtystate; and set -a shown dirty
    __gitps1_is_on showuntrackedfiles; and set -a shown untracked
    __gitps1_is_on showstashstate; and set -a shown stashes
    if set -q __fish_git_prompt_showupstream; or contains informative $shown; or test -n "$GIT_PS1_SHOWUPSTREAM"
        set -a shown upstream $__fish_git_prompt_showupstream $GIT_PS1_SHOWUPSTREAM
    end
    set -l style $GIT_PS1_DESCRIBE_STYLE
    set -q __fish_git_prompt_describe_style; and set style $__fish_git_prompt_describe_style
    set -lx GIT_PS1_DESCRIBE_STYLE $style
    set -l facts ($program --fish "$shown" 2>/dev/null)
    test "$facts[-1]" = end; or return 1
    set -l informative $facts[1]
    set -l dirty $facts[2]
    set -l words (string split -n ' ' -- $facts[3])
    set -e facts[1..3]
    set -l name $facts[1]
    set -l detached $facts[3]
    set -l unborn $facts[4]
    set -l bare
    set -l inside $facts[6]
    if test -n "$inside"
        test -n "$facts[5]"; and set bare "$(__gitps1_paint BARE: bare)"; or set name GIT_DIR!
    end
    # fish shows eight digits of a commit, and no dots.
    test -n "$detached"; and string match -q '(*...)' -- $name
    and set name "("(string sub -l 8 -- $facts[2])")"
    set -l operation
    if test -n "$facts[7]"
        set operation "|$facts[7]"
        test -n "$facts[8]" -a -n "$facts[9]"; and set operation "$operation $facts[8]/$facts[9]"
        set operation "$(__gitps1_paint $operation merging)"
    end

    set -l states
    set -l tracking
    set -l space "$(__gitps1_paint "$(__gitps1_sign stateseparator ' ' '|')")"
    set -l clean "$(__gitps1_sign cleanstate '' (test -n "$informative"; and echo ✔))"
    test -n "$clean"; and set clean "$(__gitps1_paint $clean cleanstate)"
    if test -z "$inside"
        set -l conflicted $facts[12]
        set -l staged $facts[10]
        if test -z "$informative"
            # As git has it a conflict is a change, and before the first commit there is a sign for all.
            contains -- "$conflicted" '' '?'; or set facts[11] 1
            set conflicted
            if test -n "$unborn" -a -n "$dirty"
                set conflicted 1
                set staged
            end
        end
        set states "$(__gitps1_states "$staged" "$facts[11]" "$conflicted" "$facts[13]" "$facts[14]" "$informative")"
        test -n "$informative" -a -z "$states"; and set states $clean
        test -n "$states"; and set states $space$states
        if test -n "$facts[15]" -a -z "$facts[16]"
            set -q facts[17][1]; and test -n "$facts[17]"; or set facts[17] 0
            test -n "$facts[18]"; or set facts[18] 0
            set tracking "$(__gitps1_upstream $facts[17] $facts[18] $facts[15] $words)"
            test -n "$tracking"; and set tracking "$(__gitps1_paint $tracking upstream)"
        end
    end

    set -l part branch
    set -l hint green
    if __gitps1_is_on showcolorhints
        if test -n "$detached"
            set part branch_detached
            set hint red
        else if test -n "$facts[11]$facts[13]" -a -n "$__fish_git_prompt_color_branch_dirty"
            set part branch_dirty
        else if test -n "$facts[10]" -a -n "$__fish_git_prompt_color_branch_staged"
            set part branch_staged
        end
    end
    if string match -qr '^\d+$' -- "$__fish_git_prompt_shorten_branch_len"
        set -l suffix
        set -q __fish_git_prompt_shorten_branch_char_suffix
        and set suffix -c "$__fish_git_prompt_shorten_branch_char_suffix"
        set name (string shorten -m $__fish_git_prompt_shorten_branch_len $suffix -- $name)
    end
    set -l text "$bare$(__gitps1_paint "$name" $part '' $hint)"
    if test -n "$informative"
        set text "$text$operation$tracking$states"
    else
        # Where counts are wanted and the repository wants none, nothing was looked at.
        test -z "$facts[10]$facts[11]$facts[13]"; and not __gitps1_is_on show_informative_status
        and set text "$text$clean"
        set text "$text$states$operation$tracking"
    end

    set -l format $argv[1]
    test -n "$format"; or set format ' (%s)'
    printf "%s$format%s" "$(__gitps1_edge prefix start)" \
        "$(__gitps1_edge prefix end)$text$(__gitps1_edge suffix start)" "$(__gitps1_edge suffix end)"
    return 0
end

# Prints what begins or ends the colour of what stands around the segment.
function __gitps1_edge -a part which
    set -l own __fish_git_prompt_color_$part
    set -l colour $$own
    test -n "$colour"; or set colour $__fish_git_prompt_color
    test -n "$colour"; or return
    test $which = start; and set_color $colour; or set_color normal
end
