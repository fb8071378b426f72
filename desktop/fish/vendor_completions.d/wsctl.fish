function __wsctl_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __wsctl_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __wsctl_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __wsctl_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __wsctl_parse_tokens -S
    set -l unparsed_tokens (__wsctl_tokens -pc)
    switch $unparsed_tokens[1]
    case 'wsctl'
        __wsctl_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'switch'
            __wsctl_parse_subcommand 1 'wrap' 'no-wrap' 'create' 'no-verify' 'display=' 'version' 'h/help'
        case 'list'
            __wsctl_parse_subcommand 0 'json' 'display=' 'version' 'h/help'
        case 'current'
            __wsctl_parse_subcommand 0 'json' 'display=' 'version' 'h/help'
        case 'count'
            __wsctl_parse_subcommand 1 'no-verify' 'display=' 'version' 'h/help'
        case 'name'
            __wsctl_parse_subcommand 2 'no-verify' 'display=' 'version' 'h/help'
        case 'grid'
            __wsctl_parse_subcommand 1 'display=' 'version' 'h/help'
        case 'desktop'
            __wsctl_parse_subcommand 1 'no-verify' 'display=' 'version' 'h/help'
        case 'windows'
            __wsctl_parse_subcommand -r 1 'all' 'json' 'display=' 'version' 'h/help'
        case 'activate'
            __wsctl_parse_subcommand -r 1 'first' 'all-matches' 'no-verify' 'display=' 'version' 'h/help'
        case 'move'
            __wsctl_parse_subcommand -r 1 'monitor=' 'follow' 'wrap' 'no-wrap' 'create' 'first' 'all-matches' 'no-verify' 'display=' 'version' 'h/help'
        case 'place'
            __wsctl_parse_subcommand -r 1 'move-only' 'size-only' 'first' 'all-matches' 'no-verify' 'display=' 'version' 'h/help'
        case 'close'
            __wsctl_parse_subcommand -r 1 'first' 'all-matches' 'no-verify' 'display=' 'version' 'h/help'
        case 'minimise'
            __wsctl_parse_subcommand -r 1 'first' 'all-matches' 'no-verify' 'display=' 'version' 'h/help'
        case 'maximise'
            __wsctl_parse_subcommand -r 1 'first' 'all-matches' 'no-verify' 'display=' 'version' 'h/help'
        case 'fullscreen'
            __wsctl_parse_subcommand -r 1 'first' 'all-matches' 'no-verify' 'display=' 'version' 'h/help'
        case 'above'
            __wsctl_parse_subcommand -r 1 'first' 'all-matches' 'no-verify' 'display=' 'version' 'h/help'
        case 'below'
            __wsctl_parse_subcommand -r 1 'first' 'all-matches' 'no-verify' 'display=' 'version' 'h/help'
        case 'sticky'
            __wsctl_parse_subcommand -r 1 'first' 'all-matches' 'no-verify' 'display=' 'version' 'h/help'
        case 'raise'
            __wsctl_parse_subcommand -r 1 'first' 'all-matches' 'no-verify' 'display=' 'version' 'h/help'
        case 'lower'
            __wsctl_parse_subcommand -r 1 'first' 'all-matches' 'no-verify' 'display=' 'version' 'h/help'
        case 'shade'
            __wsctl_parse_subcommand -r 1 'first' 'all-matches' 'no-verify' 'display=' 'version' 'h/help'
        case 'run-or-raise'
            __wsctl_parse_subcommand -r 2 'minimise' 'toggle' 'here' 'x11' 'no-verify' 'display=' 'version' 'h/help'
        case 'wait'
            __wsctl_parse_subcommand -r 2 'timeout=' 'x11' 'display=' 'version' 'h/help'
        case 'watch'
            __wsctl_parse_subcommand 0 'display=' 'version' 'h/help'
        case 'extension'
            __wsctl_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'install'
                __wsctl_parse_subcommand 0 'shell=' 'version' 'h/help'
            case 'enable'
                __wsctl_parse_subcommand 0 'version' 'h/help'
            case 'disable'
                __wsctl_parse_subcommand 0 'version' 'h/help'
            case 'status'
                __wsctl_parse_subcommand 0 'version' 'h/help'
            case 'remove'
                __wsctl_parse_subcommand 0 'version' 'h/help'
            end
        case 'help'
            __wsctl_parse_subcommand -r 1 'version'
        end
    end
end

function __wsctl_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __wsctl_parse_subcommand -S -a positional_count
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

function __wsctl_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __wsctl_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__wsctl_tokens -p)
    if test -z "$(__wsctl_tokens -t)"
        set -l index (count (__wsctl_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'wsctl' -f
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl" version' -l 'version' -d 'Show the version.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl" -eq 1' -fa 'switch' -d 'Makes another workspace the current one.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl" -eq 1' -fa 'list' -d 'Lists the workspaces, and marks the current one.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl" -eq 1' -fa 'current' -d 'Prints the number of the current workspace.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl" -eq 1' -fa 'count' -d 'Prints the number of workspaces, or changes it.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl" -eq 1' -fa 'name' -d 'Names a workspace.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl" -eq 1' -fa 'grid' -d 'Prints the layout of the workspaces, or changes it.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl" -eq 1' -fa 'desktop' -d 'Puts all windows away to show the desktop, or brings them back.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl" -eq 1' -fa 'windows' -d 'Lists windows.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl" -eq 1' -fa 'activate' -d 'Shows a window, wherever it is, and gives it the focus.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl" -eq 1' -fa 'move' -d 'Moves a window to another workspace or monitor.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl" -eq 1' -fa 'place' -d 'Puts a window in a part of its monitor\'s work area, or exactly somewhere.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl" -eq 1' -fa 'close' -d 'Closes a window, as its close button does.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl" -eq 1' -fa 'minimise' -d 'Puts a window away; off brings it back.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl" -eq 1' -fa 'maximise' -d 'Lets a window fill the work area, or only its width or height.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl" -eq 1' -fa 'fullscreen' -d 'Lets a window fill the whole screen.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl" -eq 1' -fa 'above' -d 'Keeps a window above others.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl" -eq 1' -fa 'below' -d 'Keeps a window below others.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl" -eq 1' -fa 'sticky' -d 'Shows a window on all workspaces.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl" -eq 1' -fa 'raise' -d 'Puts a window above the others, and leaves the focus where it is.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl" -eq 1' -fa 'lower' -d 'Puts a window below the others.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl" -eq 1' -fa 'shade' -d 'Rolls a window up to its title bar, where the window manager can.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl" -eq 1' -fa 'run-or-raise' -d 'Activates a window, or runs a program when there is none.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl" -eq 1' -fa 'wait' -d 'Waits for a condition, and fails if it takes too long.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl" -eq 1' -fa 'watch' -d 'Prints a line of JSON for each thing that happens.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl" -eq 1' -fa 'extension' -d 'Installs the extension of GNOME Shell that shows native Wayland windows.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl switch" -eq 1' -fka '(__wsctl_custom_completion ---completion switch -- positional@0 (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl switch" wrap' -l 'wrap' -d 'Whether to wrap around at the edge, or to stop there.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl switch" no-wrap' -l 'no-wrap' -d 'Whether to wrap around at the edge, or to stop there.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl switch" create' -l 'create' -d 'Make the workspaces that are missing.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl switch" no-verify' -l 'no-verify' -d 'Send the request, and do not wait for its effect.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl switch" display' -l 'display' -d 'The X display, such as :1, instead of DISPLAY.' -rfka '(__wsctl_custom_completion ---completion switch -- --display (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl switch" version' -l 'version' -d 'Show the version.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl switch" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl list" json' -l 'json' -d 'Print JSON.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl list" display' -l 'display' -d 'The X display, such as :1, instead of DISPLAY.' -rfka '(__wsctl_custom_completion ---completion list -- --display (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl list" version' -l 'version' -d 'Show the version.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl current" json' -l 'json' -d 'Print JSON.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl current" display' -l 'display' -d 'The X display, such as :1, instead of DISPLAY.' -rfka '(__wsctl_custom_completion ---completion current -- --display (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl current" version' -l 'version' -d 'Show the version.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl current" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl count" no-verify' -l 'no-verify' -d 'Send the request, and do not wait for its effect.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl count" display' -l 'display' -d 'The X display, such as :1, instead of DISPLAY.' -rfka '(__wsctl_custom_completion ---completion count -- --display (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl count" version' -l 'version' -d 'Show the version.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl count" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl name" -eq 1' -fka '(__wsctl_custom_completion ---completion name -- positional@0 (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl name" no-verify' -l 'no-verify' -d 'Send the request, and do not wait for its effect.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl name" display' -l 'display' -d 'The X display, such as :1, instead of DISPLAY.' -rfka '(__wsctl_custom_completion ---completion name -- --display (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl name" version' -l 'version' -d 'Show the version.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl name" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl grid" display' -l 'display' -d 'The X display, such as :1, instead of DISPLAY.' -rfka '(__wsctl_custom_completion ---completion grid -- --display (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl grid" version' -l 'version' -d 'Show the version.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl grid" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl desktop" -eq 1' -fka 'show hide toggle'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl desktop" no-verify' -l 'no-verify' -d 'Send the request, and do not wait for its effect.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl desktop" display' -l 'display' -d 'The X display, such as :1, instead of DISPLAY.' -rfka '(__wsctl_custom_completion ---completion desktop -- --display (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl desktop" version' -l 'version' -d 'Show the version.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl desktop" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl windows" -ge 1' -fka '(__wsctl_custom_completion ---completion windows -- positional@0 (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl windows" all' -l 'all' -d 'Also panels, desktops and what is in no task list.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl windows" json' -l 'json' -d 'Print JSON.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl windows" display' -l 'display' -d 'The X display, such as :1, instead of DISPLAY.' -rfka '(__wsctl_custom_completion ---completion windows -- --display (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl windows" version' -l 'version' -d 'Show the version.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl windows" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl activate" -ge 1' -fka '(__wsctl_custom_completion ---completion activate -- positional@0 (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl activate" first' -l 'first' -d 'Of several windows that match, take the one that was opened first.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl activate" all-matches' -l 'all-matches' -d 'Take all windows that match.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl activate" no-verify' -l 'no-verify' -d 'Send the request, and do not wait for its effect.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl activate" display' -l 'display' -d 'The X display, such as :1, instead of DISPLAY.' -rfka '(__wsctl_custom_completion ---completion activate -- --display (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl activate" version' -l 'version' -d 'Show the version.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl activate" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl move" -ge 1' -fka '(__wsctl_custom_completion ---completion move -- positional@0 (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl move" monitor' -l 'monitor' -d 'Move it to a monitor: next, prev, left, right, up, down, primary or its name.' -rfka ''
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl move" follow' -l 'follow' -d 'Switch to the workspace, and activate the window there.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl move" wrap' -l 'wrap' -d 'Whether to wrap around at the edge, or to stop there.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl move" no-wrap' -l 'no-wrap' -d 'Whether to wrap around at the edge, or to stop there.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl move" create' -l 'create' -d 'Make the workspaces that are missing.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl move" first' -l 'first' -d 'Of several windows that match, take the one that was opened first.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl move" all-matches' -l 'all-matches' -d 'Take all windows that match.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl move" no-verify' -l 'no-verify' -d 'Send the request, and do not wait for its effect.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl move" display' -l 'display' -d 'The X display, such as :1, instead of DISPLAY.' -rfka '(__wsctl_custom_completion ---completion move -- --display (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl move" version' -l 'version' -d 'Show the version.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl move" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl place" -ge 1' -fka '(__wsctl_custom_completion ---completion place -- positional@0 (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl place" move-only' -l 'move-only' -d 'Keep the size, and change only the place.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl place" size-only' -l 'size-only' -d 'Keep the place, and change only the size.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl place" first' -l 'first' -d 'Of several windows that match, take the one that was opened first.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl place" all-matches' -l 'all-matches' -d 'Take all windows that match.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl place" no-verify' -l 'no-verify' -d 'Send the request, and do not wait for its effect.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl place" display' -l 'display' -d 'The X display, such as :1, instead of DISPLAY.' -rfka '(__wsctl_custom_completion ---completion place -- --display (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl place" version' -l 'version' -d 'Show the version.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl place" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl close" -ge 1' -fka '(__wsctl_custom_completion ---completion close -- positional@0 (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl close" first' -l 'first' -d 'Of several windows that match, take the one that was opened first.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl close" all-matches' -l 'all-matches' -d 'Take all windows that match.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl close" no-verify' -l 'no-verify' -d 'Send the request, and do not wait for its effect.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl close" display' -l 'display' -d 'The X display, such as :1, instead of DISPLAY.' -rfka '(__wsctl_custom_completion ---completion close -- --display (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl close" version' -l 'version' -d 'Show the version.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl close" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl minimise" -ge 1' -fka '(__wsctl_custom_completion ---completion minimise -- positional@0 (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl minimise" first' -l 'first' -d 'Of several windows that match, take the one that was opened first.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl minimise" all-matches' -l 'all-matches' -d 'Take all windows that match.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl minimise" no-verify' -l 'no-verify' -d 'Send the request, and do not wait for its effect.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl minimise" display' -l 'display' -d 'The X display, such as :1, instead of DISPLAY.' -rfka '(__wsctl_custom_completion ---completion minimise -- --display (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl minimise" version' -l 'version' -d 'Show the version.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl minimise" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl maximise" -ge 1' -fka '(__wsctl_custom_completion ---completion maximise -- positional@0 (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl maximise" first' -l 'first' -d 'Of several windows that match, take the one that was opened first.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl maximise" all-matches' -l 'all-matches' -d 'Take all windows that match.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl maximise" no-verify' -l 'no-verify' -d 'Send the request, and do not wait for its effect.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl maximise" display' -l 'display' -d 'The X display, such as :1, instead of DISPLAY.' -rfka '(__wsctl_custom_completion ---completion maximise -- --display (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl maximise" version' -l 'version' -d 'Show the version.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl maximise" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl fullscreen" -ge 1' -fka '(__wsctl_custom_completion ---completion fullscreen -- positional@0 (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl fullscreen" first' -l 'first' -d 'Of several windows that match, take the one that was opened first.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl fullscreen" all-matches' -l 'all-matches' -d 'Take all windows that match.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl fullscreen" no-verify' -l 'no-verify' -d 'Send the request, and do not wait for its effect.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl fullscreen" display' -l 'display' -d 'The X display, such as :1, instead of DISPLAY.' -rfka '(__wsctl_custom_completion ---completion fullscreen -- --display (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl fullscreen" version' -l 'version' -d 'Show the version.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl fullscreen" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl above" -ge 1' -fka '(__wsctl_custom_completion ---completion above -- positional@0 (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl above" first' -l 'first' -d 'Of several windows that match, take the one that was opened first.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl above" all-matches' -l 'all-matches' -d 'Take all windows that match.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl above" no-verify' -l 'no-verify' -d 'Send the request, and do not wait for its effect.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl above" display' -l 'display' -d 'The X display, such as :1, instead of DISPLAY.' -rfka '(__wsctl_custom_completion ---completion above -- --display (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl above" version' -l 'version' -d 'Show the version.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl above" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl below" -ge 1' -fka '(__wsctl_custom_completion ---completion below -- positional@0 (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl below" first' -l 'first' -d 'Of several windows that match, take the one that was opened first.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl below" all-matches' -l 'all-matches' -d 'Take all windows that match.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl below" no-verify' -l 'no-verify' -d 'Send the request, and do not wait for its effect.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl below" display' -l 'display' -d 'The X display, such as :1, instead of DISPLAY.' -rfka '(__wsctl_custom_completion ---completion below -- --display (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl below" version' -l 'version' -d 'Show the version.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl below" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl sticky" -ge 1' -fka '(__wsctl_custom_completion ---completion sticky -- positional@0 (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl sticky" first' -l 'first' -d 'Of several windows that match, take the one that was opened first.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl sticky" all-matches' -l 'all-matches' -d 'Take all windows that match.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl sticky" no-verify' -l 'no-verify' -d 'Send the request, and do not wait for its effect.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl sticky" display' -l 'display' -d 'The X display, such as :1, instead of DISPLAY.' -rfka '(__wsctl_custom_completion ---completion sticky -- --display (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl sticky" version' -l 'version' -d 'Show the version.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl sticky" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl raise" -ge 1' -fka '(__wsctl_custom_completion ---completion raise -- positional@0 (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl raise" first' -l 'first' -d 'Of several windows that match, take the one that was opened first.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl raise" all-matches' -l 'all-matches' -d 'Take all windows that match.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl raise" no-verify' -l 'no-verify' -d 'Send the request, and do not wait for its effect.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl raise" display' -l 'display' -d 'The X display, such as :1, instead of DISPLAY.' -rfka '(__wsctl_custom_completion ---completion raise -- --display (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl raise" version' -l 'version' -d 'Show the version.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl raise" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl lower" -ge 1' -fka '(__wsctl_custom_completion ---completion lower -- positional@0 (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl lower" first' -l 'first' -d 'Of several windows that match, take the one that was opened first.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl lower" all-matches' -l 'all-matches' -d 'Take all windows that match.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl lower" no-verify' -l 'no-verify' -d 'Send the request, and do not wait for its effect.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl lower" display' -l 'display' -d 'The X display, such as :1, instead of DISPLAY.' -rfka '(__wsctl_custom_completion ---completion lower -- --display (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl lower" version' -l 'version' -d 'Show the version.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl lower" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl shade" -ge 1' -fka '(__wsctl_custom_completion ---completion shade -- positional@0 (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl shade" first' -l 'first' -d 'Of several windows that match, take the one that was opened first.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl shade" all-matches' -l 'all-matches' -d 'Take all windows that match.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl shade" no-verify' -l 'no-verify' -d 'Send the request, and do not wait for its effect.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl shade" display' -l 'display' -d 'The X display, such as :1, instead of DISPLAY.' -rfka '(__wsctl_custom_completion ---completion shade -- --display (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl shade" version' -l 'version' -d 'Show the version.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl shade" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl run-or-raise" -eq 1' -fka '(__wsctl_custom_completion ---completion run-or-raise -- positional@0 (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl run-or-raise" minimise minimize' -l 'minimise' -l 'minimize' -d 'Minimise the window when it is active already.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl run-or-raise" toggle' -l 'toggle' -d 'Go back to the window used before when it is active already.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl run-or-raise" here' -l 'here' -d 'Only windows of the current workspace count.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl run-or-raise" x11' -l 'x11' -d 'The program uses X11: on Wayland, start it even if no window is found.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl run-or-raise" no-verify' -l 'no-verify' -d 'Send the request, and do not wait for its effect.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl run-or-raise" display' -l 'display' -d 'The X display, such as :1, instead of DISPLAY.' -rfka '(__wsctl_custom_completion ---completion run-or-raise -- --display (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl run-or-raise" version' -l 'version' -d 'Show the version.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl run-or-raise" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl wait" -eq 1' -fka 'opened closed active workspace'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl wait" -ge 2' -fka '(__wsctl_custom_completion ---completion wait -- positional@1 (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl wait" timeout' -l 'timeout' -d 'How many seconds it may take.' -rfka ''
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl wait" x11' -l 'x11' -d 'The window is X11\'s: on Wayland, take it as closed if it is not found.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl wait" display' -l 'display' -d 'The X display, such as :1, instead of DISPLAY.' -rfka '(__wsctl_custom_completion ---completion wait -- --display (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl wait" version' -l 'version' -d 'Show the version.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl wait" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl watch" display' -l 'display' -d 'The X display, such as :1, instead of DISPLAY.' -rfka '(__wsctl_custom_completion ---completion watch -- --display (count (__wsctl_tokens -pc)) (__wsctl_tokens -tC))'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl watch" version' -l 'version' -d 'Show the version.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl watch" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl extension" version' -l 'version' -d 'Show the version.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl extension" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl extension" -eq 1' -fa 'install' -d 'Copies the extension for your GNOME Shell, and switches it on.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl extension" -eq 1' -fa 'enable' -d 'Switches the extension on.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl extension" -eq 1' -fa 'disable' -d 'Switches the extension off, and keeps it.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl extension" -eq 1' -fa 'status' -d 'Says whether the extension is on, and if not, why.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_positional "wsctl extension" -eq 1' -fa 'remove' -d 'Switches the extension off, and deletes it.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl extension install" shell' -l 'shell' -d 'The release of GNOME Shell; that of this session when missing.' -rfka ''
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl extension install" version' -l 'version' -d 'Show the version.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl extension install" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl extension enable" version' -l 'version' -d 'Show the version.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl extension enable" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl extension disable" version' -l 'version' -d 'Show the version.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl extension disable" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl extension status" version' -l 'version' -d 'Show the version.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl extension status" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl extension remove" version' -l 'version' -d 'Show the version.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl extension remove" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wsctl' -n '__wsctl_should_offer_completions_for_flags_or_options "wsctl help" version' -l 'version' -d 'Show the version.'
