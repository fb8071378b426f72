#!/bin/bash
# matchbox has one desktop, number 0, and says of each window that it is on desktop 1, which there is
# not, as desktops count from 0. A pager that waits until the active window is on the current desktop
# waits in vain. (Debian's matchbox-window-manager 1.2.2; xprop is the witness.)
# shellcheck disable=SC1091,SC2154,SC2016,SC2317,SC2086
. "$(dirname "$0")/fetch"
fetch matchbox-window-manager=1.2.2+git20200512-1 libmatchbox1=1.12+git20170224-2 \
  libstartup-notification0=0.12-6+b1 wmctrl=1.07-7+b1 x11-utils=7.7+5 xterm=379-1 xvfb=2:21.1.7-3+deb12u13
start_display
matchbox-window-manager >/dev/null 2>&1 &
xterm -T asked &
until_true eval 'wmctrl -l | grep asked'
number() { xprop "$@" | grep -oE '= [0-9]+$' | tr -d '= '; }
expect 'so many desktops there are' "$(number -root _NET_NUMBER_OF_DESKTOPS)" 1
expect 'the current one is' "$(number -root _NET_CURRENT_DESKTOP)" 0
expect 'the window that is shown is on' "$(number -name asked _NET_WM_DESKTOP)" 1
exit "$failed"
