#!/bin/bash
# metacity takes a request to make a window modal, and does not write it into _NET_WM_STATE: the
# property follows only with the next change of another state, so that a pager which waits for the
# effect of its own request waits in vain. (Debian's metacity 3.46;
# wmctrl sends the requests, and xprop is the witness. It needs the machine's GTK 3.)
# shellcheck disable=SC1091,SC2154,SC2016,SC2317,SC2086
. "$(dirname "$0")/fetch"
fetch metacity=1:3.46.1-1 libmetacity3=1:3.46.1-1 metacity-common=1:3.46.1-1 \
  libstartup-notification0=0.12-6+b1 gsettings-desktop-schemas=43.0-1 libgtop-2.0-11=2.40.0-2 \
  wmctrl=1.07-7+b1 x11-utils=7.7+5 xterm=379-1 xvfb=2:21.1.7-3+deb12u13
glib-compile-schemas "$root/usr/share/glib-2.0/schemas"
export XDG_DATA_DIRS=$root/usr/share:/usr/share GSETTINGS_BACKEND=memory
export GSETTINGS_SCHEMA_DIR=$root/usr/share/glib-2.0/schemas
start_display
metacity --sm-disable --no-composite >/dev/null 2>&1 &
xterm -T asked &
until_true eval 'wmctrl -l | grep asked'
states() { xprop -name asked _NET_WM_STATE | grep -oE 'MODAL|ABOVE' | sort | paste -sd ' '; }
wmctrl -r asked -b add,modal
# Long enough for any answer.
sleep 2
expect 'two seconds after it was asked for, the states are' "$(states)" ''
wmctrl -r asked -b add,above
until_true eval 'states | grep ABOVE'
expect 'once another one was asked for, they are' "$(states)" 'ABOVE MODAL'
exit "$failed"
