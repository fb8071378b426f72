function __lidctl_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __lidctl_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __lidctl_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __lidctl_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __lidctl_parse_tokens -S
    set -l unparsed_tokens (__lidctl_tokens -pc)
    switch $unparsed_tokens[1]
    case 'lidctl'
        __lidctl_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'run'
            __lidctl_parse_subcommand -r 1 'what=' 'who=' 'why=' 'mode=' 'inherit' 'then=' 'for=' 'until=' 'pid=' 'version' 'h/help'
        case 'on'
            __lidctl_parse_subcommand 0 'on-close=' 'on-open=' 'only=+' 'unless=+' 'min-battery=' 'bag=' 'max-temperature=' 'then=+' 'after=+' 'if-lock-fails=' 'defaults' 'for=' 'until=' 'pid=' 'version' 'h/help'
        case 'off'
            __lidctl_parse_subcommand 0 'yes' 'version' 'h/help'
        case 'toggle'
            __lidctl_parse_subcommand 0 'on-close=' 'on-open=' 'only=+' 'unless=+' 'min-battery=' 'bag=' 'max-temperature=' 'then=+' 'after=+' 'if-lock-fails=' 'defaults' 'for=' 'until=' 'pid=' 'yes' 'version' 'h/help'
        case 'status'
            __lidctl_parse_subcommand 0 'json' 'version' 'h/help'
        case 'list'
            __lidctl_parse_subcommand 0 'json' 'what=' 'version' 'h/help'
        case 'enable'
            __lidctl_parse_subcommand 0 'on-close=' 'on-open=' 'only=+' 'unless=+' 'min-battery=' 'bag=' 'max-temperature=' 'then=+' 'after=+' 'if-lock-fails=' 'defaults' 'for=' 'until=' 'pid=' 'version' 'h/help'
        case 'disable'
            __lidctl_parse_subcommand 0 'version' 'h/help'
        case 'test'
            __lidctl_parse_subcommand 0 'no-switch' 'no-lock' 'timeout=' 'version' 'h/help'
        case 'system'
            __lidctl_parse_subcommand 0 'on-close=' 'on-battery=' 'version' 'h/help'
        case 'help'
            __lidctl_parse_subcommand -r 1 'version'
        end
    end
end

function __lidctl_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __lidctl_parse_subcommand -S -a positional_count
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

function __lidctl_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __lidctl_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__lidctl_tokens -p)
    if test -z "$(__lidctl_tokens -t)"
        set -l index (count (__lidctl_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'lidctl' -f
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl" version' -l 'version' -d 'Show the version.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_positional "lidctl" -eq 1' -fa 'run' -d 'Holds a lock while a command runs, or for some time.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_positional "lidctl" -eq 1' -fa 'on' -d 'Makes closing the lid lock the screen, and nothing else.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_positional "lidctl" -eq 1' -fa 'off' -d 'Releases the lid lock: closing the lid follows the system setting again.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_positional "lidctl" -eq 1' -fa 'toggle' -d 'Switches between on and off.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_positional "lidctl" -eq 1' -fa 'status' -d 'Says what closing the lid does now, who decides it, and who keeps the machine awake.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_positional "lidctl" -eq 1' -fa 'list' -d 'Lists every lock, of logind and of the desktop\'s session manager.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_positional "lidctl" -eq 1' -fa 'enable' -d 'Does what lidctl on does, now and after each login.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_positional "lidctl" -eq 1' -fa 'disable' -d 'Undoes enable: lidctl no longer starts at login.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_positional "lidctl" -eq 1' -fa 'test' -d 'Tries the lid switch and the screen lock, and shows what would happen when.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_positional "lidctl" -eq 1' -fa 'system' -d 'Prints the settings for the login screen and for all users, for root to install.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_positional "lidctl" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl run" what' -l 'what' -d 'The kinds of lock, with colons between.' -rfka '(__lidctl_custom_completion ---completion run -- --what (count (__lidctl_tokens -pc)) (__lidctl_tokens -tC))'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl run" who' -l 'who' -d 'Who holds the lock, as lists show it; the command if not given.' -rfka ''
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl run" why' -l 'why' -d 'Why, as lists show it.' -rfka ''
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl run" mode' -l 'mode' -d 'block, delay (some seconds; only sleep and shutdown) or block-weak (systemd 257 and later).' -rfka 'block delay block-weak'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl run" inherit' -l 'inherit' -d 'Pass the lock on to the command and what it starts: it lasts until all of them have ended.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl run" then' -l 'then' -d 'Afterwards: suspend, hibernate or suspend-then-hibernate.' -rfka 'suspend hibernate suspend-then-hibernate'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl run" for' -l 'for' -d 'Release the lock after this time: 90s, 30m, 2h, 1h30m, 1d.' -rfka ''
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl run" until' -l 'until' -d 'Release the lock at this time of day: 18:30, or 18:30:15.' -rfka ''
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl run" pid' -l 'pid' -d 'Release the lock when the process with this ID ends.' -rfka ''
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_positional "lidctl run" -ge 1' -F
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl run" version' -l 'version' -d 'Show the version.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl run" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl on" on-close' -l 'on-close' -d 'lock (verified), blank, nothing, or a command line for /bin/sh.' -rfka 'lock blank nothing'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl on" on-open' -l 'on-open' -d 'A command line to run when the lid opens again; an empty one removes it.' -rfka ''
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl on"' -l 'only' -d 'Be active only while all of these hold: ac, battery, docked, undocked, external-display; with commas between, or given more than once; ac/docked is one of the two. always: without conditions.' -rfka '(__lidctl_custom_completion ---completion on -- --only (count (__lidctl_tokens -pc)) (__lidctl_tokens -tC))'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl on"' -l 'unless' -d 'Be active only while none of these holds; may be combined with --only.' -rfka '(__lidctl_custom_completion ---completion on -- --unless (count (__lidctl_tokens -pc)) (__lidctl_tokens -tC))'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl on" min-battery' -l 'min-battery' -d 'Release the lock on battery below this percentage; 0 for never.' -rfka ''
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl on" bag' -l 'bag' -d 'Release the lock when the lid was closed on battery for this long, so that a machine in a bag sleeps; 0 for never.' -rfka ''
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl on" max-temperature' -l 'max-temperature' -d 'Release the lock with the lid closed from this temperature on (Celsius); 0 for never.' -rfka ''
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl on"' -l 'then' -d 'suspend, hibernate or suspend-then-hibernate after --after with the lid closed; never ends that. Prefix with ac: or battery: to limit it to that power source.' -rfka 'suspend hibernate suspend-then-hibernate never'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl on"' -l 'after' -d 'How long after closing --then sleeps; 10m when missing. With ac: or battery: only then.' -rfka ''
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl on" if-lock-fails' -l 'if-lock-fails' -d 'If the action for the closed lid fails: suspend (release the lock, so that the machine sleeps) or alarm (stay awake and say so).' -rfka 'suspend alarm'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl on" defaults' -l 'defaults' -d 'Start from the defaults instead of the remembered options.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl on" for' -l 'for' -d 'Release the lock after this time: 90s, 30m, 2h, 1h30m, 1d.' -rfka ''
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl on" until' -l 'until' -d 'Release the lock at this time of day: 18:30, or 18:30:15.' -rfka ''
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl on" pid' -l 'pid' -d 'Release the lock when the process with this ID ends.' -rfka ''
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl on" version' -l 'version' -d 'Show the version.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl on" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl off" yes' -l 'yes' -d 'Release it even if the lid is closed, which may suspend the machine at once.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl off" version' -l 'version' -d 'Show the version.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl off" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl toggle" on-close' -l 'on-close' -d 'lock (verified), blank, nothing, or a command line for /bin/sh.' -rfka 'lock blank nothing'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl toggle" on-open' -l 'on-open' -d 'A command line to run when the lid opens again; an empty one removes it.' -rfka ''
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl toggle"' -l 'only' -d 'Be active only while all of these hold: ac, battery, docked, undocked, external-display; with commas between, or given more than once; ac/docked is one of the two. always: without conditions.' -rfka '(__lidctl_custom_completion ---completion toggle -- --only (count (__lidctl_tokens -pc)) (__lidctl_tokens -tC))'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl toggle"' -l 'unless' -d 'Be active only while none of these holds; may be combined with --only.' -rfka '(__lidctl_custom_completion ---completion toggle -- --unless (count (__lidctl_tokens -pc)) (__lidctl_tokens -tC))'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl toggle" min-battery' -l 'min-battery' -d 'Release the lock on battery below this percentage; 0 for never.' -rfka ''
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl toggle" bag' -l 'bag' -d 'Release the lock when the lid was closed on battery for this long, so that a machine in a bag sleeps; 0 for never.' -rfka ''
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl toggle" max-temperature' -l 'max-temperature' -d 'Release the lock with the lid closed from this temperature on (Celsius); 0 for never.' -rfka ''
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl toggle"' -l 'then' -d 'suspend, hibernate or suspend-then-hibernate after --after with the lid closed; never ends that. Prefix with ac: or battery: to limit it to that power source.' -rfka 'suspend hibernate suspend-then-hibernate never'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl toggle"' -l 'after' -d 'How long after closing --then sleeps; 10m when missing. With ac: or battery: only then.' -rfka ''
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl toggle" if-lock-fails' -l 'if-lock-fails' -d 'If the action for the closed lid fails: suspend (release the lock, so that the machine sleeps) or alarm (stay awake and say so).' -rfka 'suspend alarm'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl toggle" defaults' -l 'defaults' -d 'Start from the defaults instead of the remembered options.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl toggle" for' -l 'for' -d 'Release the lock after this time: 90s, 30m, 2h, 1h30m, 1d.' -rfka ''
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl toggle" until' -l 'until' -d 'Release the lock at this time of day: 18:30, or 18:30:15.' -rfka ''
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl toggle" pid' -l 'pid' -d 'Release the lock when the process with this ID ends.' -rfka ''
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl toggle" yes' -l 'yes' -d 'Release the lock even if the lid is closed.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl toggle" version' -l 'version' -d 'Show the version.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl toggle" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl status" json' -l 'json' -d 'As JSON.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl status" version' -l 'version' -d 'Show the version.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl status" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl list" json' -l 'json' -d 'As JSON.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl list" what' -l 'what' -d 'Only locks on all of these, with colons between.' -rfka '(__lidctl_custom_completion ---completion list -- --what (count (__lidctl_tokens -pc)) (__lidctl_tokens -tC))'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl list" version' -l 'version' -d 'Show the version.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl enable" on-close' -l 'on-close' -d 'lock (verified), blank, nothing, or a command line for /bin/sh.' -rfka 'lock blank nothing'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl enable" on-open' -l 'on-open' -d 'A command line to run when the lid opens again; an empty one removes it.' -rfka ''
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl enable"' -l 'only' -d 'Be active only while all of these hold: ac, battery, docked, undocked, external-display; with commas between, or given more than once; ac/docked is one of the two. always: without conditions.' -rfka '(__lidctl_custom_completion ---completion enable -- --only (count (__lidctl_tokens -pc)) (__lidctl_tokens -tC))'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl enable"' -l 'unless' -d 'Be active only while none of these holds; may be combined with --only.' -rfka '(__lidctl_custom_completion ---completion enable -- --unless (count (__lidctl_tokens -pc)) (__lidctl_tokens -tC))'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl enable" min-battery' -l 'min-battery' -d 'Release the lock on battery below this percentage; 0 for never.' -rfka ''
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl enable" bag' -l 'bag' -d 'Release the lock when the lid was closed on battery for this long, so that a machine in a bag sleeps; 0 for never.' -rfka ''
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl enable" max-temperature' -l 'max-temperature' -d 'Release the lock with the lid closed from this temperature on (Celsius); 0 for never.' -rfka ''
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl enable"' -l 'then' -d 'suspend, hibernate or suspend-then-hibernate after --after with the lid closed; never ends that. Prefix with ac: or battery: to limit it to that power source.' -rfka 'suspend hibernate suspend-then-hibernate never'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl enable"' -l 'after' -d 'How long after closing --then sleeps; 10m when missing. With ac: or battery: only then.' -rfka ''
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl enable" if-lock-fails' -l 'if-lock-fails' -d 'If the action for the closed lid fails: suspend (release the lock, so that the machine sleeps) or alarm (stay awake and say so).' -rfka 'suspend alarm'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl enable" defaults' -l 'defaults' -d 'Start from the defaults instead of the remembered options.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl enable" for' -l 'for' -d 'Release the lock after this time: 90s, 30m, 2h, 1h30m, 1d.' -rfka ''
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl enable" until' -l 'until' -d 'Release the lock at this time of day: 18:30, or 18:30:15.' -rfka ''
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl enable" pid' -l 'pid' -d 'Release the lock when the process with this ID ends.' -rfka ''
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl enable" version' -l 'version' -d 'Show the version.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl enable" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl disable" version' -l 'version' -d 'Show the version.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl disable" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl test" no-switch' -l 'no-switch' -d 'Do not ask for the lid to be closed.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl test" no-lock' -l 'no-lock' -d 'Do not lock the screen.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl test" timeout' -l 'timeout' -d 'How long to wait for the lid.' -rfka ''
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl test" version' -l 'version' -d 'Show the version.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl test" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl system" on-close' -l 'on-close' -d 'ignore, lock, suspend, hibernate, suspend-then-hibernate, poweroff.' -rfka 'ignore lock suspend hibernate suspend-then-hibernate poweroff'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl system" on-battery' -l 'on-battery' -d 'The same on battery; as --on-close when missing.' -rfka 'ignore lock suspend hibernate suspend-then-hibernate poweroff'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl system" version' -l 'version' -d 'Show the version.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl system" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lidctl' -n '__lidctl_should_offer_completions_for_flags_or_options "lidctl help" version' -l 'version' -d 'Show the version.'
