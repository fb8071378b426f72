# gitps1's options, as its help has them.
complete -c gitps1 -f -a "(gitps1 --help 2>/dev/null | string match --regex --all -- '--[a-z-]+')"
