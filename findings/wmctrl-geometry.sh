#!/bin/bash
# wmctrl -lG tells a place where the window is not, under every window manager with frames: it asks
# the server where the window's place *within its frame* lies on the screen, and so counts the frame
# twice. (Debian's wmctrl 1.07, openbox; xwininfo is the witness.)
# shellcheck disable=SC1091,SC2154,SC2016,SC2317,SC2086
. "$(dirname "$0")/fetch"
fetch wmctrl=1.07-7+b1 openbox=3.6.1-10 libobrender32v5=3.6.1-10 libobt2v5=3.6.1-10 \
  x11-utils=7.7+5 xterm=379-1 xvfb=2:21.1.7-3+deb12u13
start_display
openbox --sm-disable >/dev/null 2>&1 &
xterm -T place -geometry 40x10+100+80 &
until_true eval 'wmctrl -lG | grep place'
read -r id _ x y _ < <(wmctrl -lG | grep place)
information=$(xwininfo -id "$id")
true_x=$(awk '/Absolute upper-left X/ { print $NF }' <<<"$information")
true_y=$(awk '/Absolute upper-left Y/ { print $NF }' <<<"$information")
frame_x=$(awk '/Relative upper-left X/ { print $NF }' <<<"$information")
frame_y=$(awk '/Relative upper-left Y/ { print $NF }' <<<"$information")
echo "xwininfo: the window is at $true_x,$true_y, of which the frame is $frame_x,$frame_y"
echo "wmctrl:   $x,$y"
expect 'wmctrl is off by' "$((x - true_x)),$((y - true_y))" "$frame_x,$frame_y"
exit "$failed"
