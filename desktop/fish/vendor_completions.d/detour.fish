function __detour_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __detour_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __detour_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __detour_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __detour_parse_tokens -S
    set -l unparsed_tokens (__detour_tokens -pc)
    switch $unparsed_tokens[1]
    case 'detour'
        __detour_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'overview'
            __detour_parse_subcommand 0 'version' 'h/help'
        case 'check'
            __detour_parse_subcommand -r 1 'json' 'version' 'h/help'
        case 'explain'
            __detour_parse_subcommand 1 'version' 'h/help'
        case 'fix'
            __detour_parse_subcommand -r 1 'dry-run' 'yes' 'version' 'h/help'
        case 'undo'
            __detour_parse_subcommand 1 'all' 'force' 'version' 'h/help'
        case 'status'
            __detour_parse_subcommand 0 'json' 'version' 'h/help'
        case 'keys'
            __detour_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'list'
                __detour_parse_subcommand 0 'json' 'version' 'h/help'
            case 'bind'
                __detour_parse_subcommand 3 'replace' 'fixed' 'dry-run' 'yes' 'version' 'h/help'
            case 'unbind'
                __detour_parse_subcommand 2 'dry-run' 'yes' 'version' 'h/help'
            case 'suggest'
                __detour_parse_subcommand 0 'version' 'h/help'
            case 'export'
                __detour_parse_subcommand 0 'version' 'h/help'
            case 'import'
                __detour_parse_subcommand 1 'replace' 'dry-run' 'yes' 'version' 'h/help'
            end
        case 'report'
            __detour_parse_subcommand 0 'version' 'h/help'
        case 'fingers'
            __detour_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'list'
                __detour_parse_subcommand 0 'version' 'h/help'
            case 'enrol'
                __detour_parse_subcommand -r 1 'reader=' 'patience=' 'version' 'h/help'
            case 'delete'
                __detour_parse_subcommand 1 'reader=' 'version' 'h/help'
            case 'forget'
                __detour_parse_subcommand 1 'version' 'h/help'
            end
        case 'guard'
            __detour_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'run'
                __detour_parse_subcommand 0 'version' 'h/help'
            case 'install'
                __detour_parse_subcommand 0 'version' 'h/help'
            case 'remove'
                __detour_parse_subcommand 0 'version' 'h/help'
            end
        case 'help'
            __detour_parse_subcommand -r 1 'version'
        end
    end
end

function __detour_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __detour_parse_subcommand -S -a positional_count
    argparse -s r -- $argv
    set -l option_specs $argv[2..]
    set -l is_repeating_positional $_flag_r
    set -el _flag_r
    set -a commands $unparsed_tokens[1]
    set positional_index 0
    while true
        set -e unparsed_tokens[1]
        argparse -sn "$commands" $option_specs -- $unparsed_tokens 2> /dev/null
        set unparsed_tokens $argv
        set positional_index (math $positional_index + 1)
        for non_repeating_flag_or_option in $non_repeating_flags_or_options
            if set -ql "_flag_$(string replace -a - _ -- $non_repeating_flag_or_option)"
                set non_repeating_flags_or_options_absent 1
                break
            end
        end
        test (count $unparsed_tokens) -eq 0 -o \( -z "$is_repeating_positional" -a "$positional_index" -gt "$positional_count" \) && break
    end
end

function __detour_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __detour_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__detour_tokens -p)
    if test -z "$(__detour_tokens -t)"
        set -l index (count (__detour_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'detour' -f
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour" version' -l 'version' -d 'Show the version.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'detour' -n '__detour_should_offer_completions_for_positional "detour" -eq 1' -fa 'overview' -d 'Takes a first look: what is affected, and what to do about it.'
complete -c 'detour' -n '__detour_should_offer_completions_for_positional "detour" -eq 1' -fa 'check' -d 'Says which quirks this machine has, with the evidence.'
complete -c 'detour' -n '__detour_should_offer_completions_for_positional "detour" -eq 1' -fa 'explain' -d 'Explains a quirk: what it is, why it is so, and what the fix does.'
complete -c 'detour' -n '__detour_should_offer_completions_for_positional "detour" -eq 1' -fa 'fix' -d 'Fixes quirks; prints each change before it is made.'
complete -c 'detour' -n '__detour_should_offer_completions_for_positional "detour" -eq 1' -fa 'undo' -d 'Undoes fixes: restores what was before.'
complete -c 'detour' -n '__detour_should_offer_completions_for_positional "detour" -eq 1' -fa 'status' -d 'Lists all that detour has changed and can put back.'
complete -c 'detour' -n '__detour_should_offer_completions_for_positional "detour" -eq 1' -fa 'keys' -d 'Lists, suggests and sets the keys of all workspaces.'
complete -c 'detour' -n '__detour_should_offer_completions_for_positional "detour" -eq 1' -fa 'report' -d 'Prints what an issue report needs, without anything private.'
complete -c 'detour' -n '__detour_should_offer_completions_for_positional "detour" -eq 1' -fa 'fingers' -d 'Lists, enrols and deletes the fingers of fingerprint readers.'
complete -c 'detour' -n '__detour_should_offer_completions_for_positional "detour" -eq 1' -fa 'guard' -d 'Keeps windows from covering the desktop when the screen is unlocked.'
complete -c 'detour' -n '__detour_should_offer_completions_for_positional "detour" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour overview" version' -l 'version' -d 'Show the version.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour overview" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'detour' -n '__detour_should_offer_completions_for_positional "detour check" -ge 1' -fka '(__detour_custom_completion ---completion check -- positional@0 (count (__detour_tokens -pc)) (__detour_tokens -tC))'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour check" json' -l 'json' -d 'Print JSON.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour check" version' -l 'version' -d 'Show the version.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour check" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'detour' -n '__detour_should_offer_completions_for_positional "detour explain" -eq 1' -fka '(__detour_custom_completion ---completion explain -- positional@0 (count (__detour_tokens -pc)) (__detour_tokens -tC))'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour explain" version' -l 'version' -d 'Show the version.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour explain" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'detour' -n '__detour_should_offer_completions_for_positional "detour fix" -ge 1' -fka '(__detour_custom_completion ---completion fix -- positional@0 (count (__detour_tokens -pc)) (__detour_tokens -tC))'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour fix" dry-run' -l 'dry-run' -d 'Say what would be changed, and change nothing.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour fix" yes' -l 'yes' -d 'Do not ask.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour fix" version' -l 'version' -d 'Show the version.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour fix" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'detour' -n '__detour_should_offer_completions_for_positional "detour undo" -eq 1' -fka '(__detour_custom_completion ---completion undo -- positional@0 (count (__detour_tokens -pc)) (__detour_tokens -tC))'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour undo" all' -l 'all' -d 'Undo all that detour has changed, the last change first.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour undo" force' -l 'force' -d 'Restore even if the value was changed since.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour undo" version' -l 'version' -d 'Show the version.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour undo" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour status" json' -l 'json' -d 'Print JSON.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour status" version' -l 'version' -d 'Show the version.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour status" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour keys" version' -l 'version' -d 'Show the version.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour keys" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'detour' -n '__detour_should_offer_completions_for_positional "detour keys" -eq 1' -fa 'list' -d 'Lists all shortcuts of workspaces, and where each is set.'
complete -c 'detour' -n '__detour_should_offer_completions_for_positional "detour keys" -eq 1' -fa 'bind' -d 'Gives workspaces their keys.'
complete -c 'detour' -n '__detour_should_offer_completions_for_positional "detour keys" -eq 1' -fa 'unbind' -d 'Takes the keys of workspaces away.'
complete -c 'detour' -n '__detour_should_offer_completions_for_positional "detour keys" -eq 1' -fa 'suggest' -d 'Says which keys are free, the best set first.'
complete -c 'detour' -n '__detour_should_offer_completions_for_positional "detour keys" -eq 1' -fa 'export' -d 'Prints the keys of the workspaces as JSON, for import elsewhere.'
complete -c 'detour' -n '__detour_should_offer_completions_for_positional "detour keys" -eq 1' -fa 'import' -d 'Gives the workspaces the keys of an exported file.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour keys list" json' -l 'json' -d 'Print JSON.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour keys list" version' -l 'version' -d 'Show the version.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour keys list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'detour' -n '__detour_should_offer_completions_for_positional "detour keys bind" -eq 1' -fka 'switch move'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour keys bind" replace' -l 'replace' -d 'Take a key away from the action that has it; undo gives it back.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour keys bind" fixed' -l 'fixed' -d 'Have that many workspaces at all times, not as many as are in use.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour keys bind" dry-run' -l 'dry-run' -d 'Say what would be changed, and change nothing.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour keys bind" yes' -l 'yes' -d 'Do not ask.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour keys bind" version' -l 'version' -d 'Show the version.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour keys bind" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'detour' -n '__detour_should_offer_completions_for_positional "detour keys unbind" -eq 1' -fka 'switch move'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour keys unbind" dry-run' -l 'dry-run' -d 'Say what would be changed, and change nothing.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour keys unbind" yes' -l 'yes' -d 'Do not ask.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour keys unbind" version' -l 'version' -d 'Show the version.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour keys unbind" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour keys suggest" version' -l 'version' -d 'Show the version.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour keys suggest" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour keys export" version' -l 'version' -d 'Show the version.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour keys export" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'detour' -n '__detour_should_offer_completions_for_positional "detour keys import" -eq 1' -fa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'json\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour keys import" replace' -l 'replace' -d 'Take a key away from the action that has it; undo gives it back.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour keys import" dry-run' -l 'dry-run' -d 'Say what would be changed, and change nothing.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour keys import" yes' -l 'yes' -d 'Do not ask.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour keys import" version' -l 'version' -d 'Show the version.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour keys import" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour report" version' -l 'version' -d 'Show the version.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour report" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour fingers" version' -l 'version' -d 'Show the version.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour fingers" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'detour' -n '__detour_should_offer_completions_for_positional "detour fingers" -eq 1' -fa 'list' -d 'Says for each reader which fingers it knows, and which it has forgotten.'
complete -c 'detour' -n '__detour_should_offer_completions_for_positional "detour fingers" -eq 1' -fa 'enrol' -d 'Guides you through enrolling fingers.'
complete -c 'detour' -n '__detour_should_offer_completions_for_positional "detour fingers" -eq 1' -fa 'delete' -d 'Deletes a finger from a reader for good.'
complete -c 'detour' -n '__detour_should_offer_completions_for_positional "detour fingers" -eq 1' -fa 'forget' -d 'Stops reporting a finger as missing.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour fingers list" version' -l 'version' -d 'Show the version.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour fingers list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'detour' -n '__detour_should_offer_completions_for_positional "detour fingers enrol" -ge 1' -fka 'left-thumb left-index-finger left-middle-finger left-ring-finger left-little-finger right-thumb right-index-finger right-middle-finger right-ring-finger right-little-finger'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour fingers enrol" reader' -l 'reader' -d 'Part of the reader\'s name.' -rfka ''
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour fingers enrol" patience' -l 'patience' -d 'How long to wait for a touch.' -rfka ''
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour fingers enrol" version' -l 'version' -d 'Show the version.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour fingers enrol" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour fingers delete" reader' -l 'reader' -d 'Part of the reader\'s name.' -rfka ''
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour fingers delete" version' -l 'version' -d 'Show the version.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour fingers delete" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour fingers forget" version' -l 'version' -d 'Show the version.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour fingers forget" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour guard" version' -l 'version' -d 'Show the version.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour guard" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'detour' -n '__detour_should_offer_completions_for_positional "detour guard" -eq 1' -fa 'run' -d 'Waits for the screen to be locked and unlocked, until it is interrupted.'
complete -c 'detour' -n '__detour_should_offer_completions_for_positional "detour guard" -eq 1' -fa 'install' -d 'Runs the guard now and in each session to come.'
complete -c 'detour' -n '__detour_should_offer_completions_for_positional "detour guard" -eq 1' -fa 'remove' -d 'Ends the guard, and removes its unit.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour guard run" version' -l 'version' -d 'Show the version.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour guard run" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour guard install" version' -l 'version' -d 'Show the version.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour guard install" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour guard remove" version' -l 'version' -d 'Show the version.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour guard remove" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'detour' -n '__detour_should_offer_completions_for_flags_or_options "detour help" version' -l 'version' -d 'Show the version.'
