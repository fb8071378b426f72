# wmctrl's options, and the windows and desktops that there are now.
function __wmctrl_windows
    set -l line (commandline -opc)
    if string match -qr -- '^-[a-zA-Z]*i' $line
        wmctrl -l 2>/dev/null | string replace -r '^(\S+) +\S+ +\S+ ?(.*)$' '$1\t$2'
    else if string match -qr -- '^-[a-zA-Z]*x' $line
        wmctrl -lx 2>/dev/null | string replace -r '^(\S+) +\S+ +(\S+).*$' '$2\t$1'
    else
        wmctrl -l 2>/dev/null | string replace -r '^\S+ +\S+ +\S+ ' ''
    end
    printf '%s\t%s\n' :ACTIVE: 'the window with the focus' :SELECT: 'the window that is clicked on'
end
function __wmctrl_desktops
    wmctrl -d 2>/dev/null | string replace -r '^(\d+).*  (.*)$' '$1\t$2'
end
complete -c wmctrl -f
complete -c wmctrl -s l -d 'list the windows'
complete -c wmctrl -s d -d 'list the desktops'
complete -c wmctrl -s j -d 'the current desktop'
complete -c wmctrl -s m -d 'the window manager'
complete -c wmctrl -s s -xa '(__wmctrl_desktops)' -d 'switch to a desktop'
complete -c wmctrl -s n -x -d 'have so many desktops'
complete -c wmctrl -s k -xa 'on off toggle' -d 'show the desktop'
complete -c wmctrl -s o -x -d 'move the viewport'
complete -c wmctrl -s g -x -d 'size of all desktops'
complete -c wmctrl -s a -xa '(__wmctrl_windows)' -d activate
complete -c wmctrl -s R -xa '(__wmctrl_windows)' -d 'bring here and activate'
complete -c wmctrl -s c -xa '(__wmctrl_windows)' -d close
complete -c wmctrl -s Y -xa '(__wmctrl_windows)' -d minimise
complete -c wmctrl -s z -xa '(__wmctrl_windows)' -d 'put below the others'
complete -c wmctrl -s r -xa '(__wmctrl_windows)' -d 'act on'
complete -c wmctrl -s E -xa '(__wmctrl_windows)' -d 'show the title'
complete -c wmctrl -s t -xa '(__wmctrl_desktops)' -d 'move to a desktop'
complete -c wmctrl -s e -x -d 'move and resize: G,X,Y,W,H'
complete -c wmctrl -s y -x -d 'the same, and activate'
complete -c wmctrl -s b -xa '{add,remove,toggle},{above,below,fullscreen,hidden,maximized_horz,maximized_vert,modal,shaded,skip_pager,skip_taskbar,sticky}' -d 'change the state'
complete -c wmctrl -s N -x -d 'set the title'
complete -c wmctrl -s I -x -d "set the icon's title"
complete -c wmctrl -s T -x -d 'set both titles'
complete -c wmctrl -s M -rF -d 'set the icon'
complete -c wmctrl -s L -d 'list this window'
complete -c wmctrl -s i -d 'WIN is an id'
complete -c wmctrl -s x -d 'WIN is a class'
complete -c wmctrl -s F -d 'WIN is the whole of it'
complete -c wmctrl -s p -d 'with the processes'
complete -c wmctrl -s G -d 'with the geometry'
complete -c wmctrl -s S -d 'the lowest first'
complete -c wmctrl -s u -d 'all is UTF-8'
complete -c wmctrl -s v -d 'be verbose'
complete -c wmctrl -s h -d help
complete -c wmctrl -s V -d version
complete -c wmctrl -l display -x -d 'the X display'
