#!/bin/bash
# gnome.sh RELEASE   wsctl and wmctrl in a headless GNOME Shell on Wayland, with Detour's extension and without.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
release=$(realpath "$1")
original=/usr/bin/wmctrl
command -v gnome-shell >/dev/null || { echo "gnome-shell is not installed" >&2 && exit 1; }

work=$(mktemp -d)
pids=()
trap 'kill -9 "${pids[@]}" 2>/dev/null || :; rm -rf "$work"' EXIT
unset XAUTHORITY DISPLAY WAYLAND_DISPLAY WMCTRL_COMPAT XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME
export HOME=$work/home XDG_RUNTIME_DIR=$work/run XDG_SESSION_TYPE=wayland XDG_CURRENT_DESKTOP=GNOME \
  LIBGL_ALWAYS_SOFTWARE=1 NO_AT_BRIDGE=1 LC_ALL=C.UTF-8
mkdir -p "$HOME" /tmp/.X11-unix && mkdir -m 700 "$XDG_RUNTIME_DIR"
waiting() { # waiting COMMAND...   until it succeeds, thirty seconds at most
  for _ in {1..600}; do "$@" >/dev/null 2>&1 && return; sleep 0.05; done
  echo "waited in vain for: $*" >&2
  exit 1
}
bus() { # bus FILE   a bus of its own, whose address is written to FILE
  dbus-daemon --session --nofork --print-address=3 3>"$1" >/dev/null 2>&1 &
  pids+=($!) && disown
  waiting test -s "$1"
}
# Without a bus in the place of the system's the Shell does not start.
bus "$work/system" && bus "$work/session"
DBUS_SYSTEM_BUS_ADDRESS=$(cat "$work/system") DBUS_SESSION_BUS_ADDRESS=$(cat "$work/session")
export DBUS_SYSTEM_BUS_ADDRESS DBUS_SESSION_BUS_ADDRESS
uuid=detour@detour.github.io
"$here/../desktop/packaging/extension" "$(gnome-shell --version | tr -dc '0-9.')" \
  "$HOME/.local/share/gnome-shell/extensions"
gsettings set org.gnome.mutter dynamic-workspaces false
gsettings set org.gnome.shell welcome-dialog-last-shown-version "'99'"

gnome-shell --headless --wayland --wayland-display wayland-bench --virtual-monitor 1280x720 --unsafe-mode \
  >"$work/log" 2>&1 &
pids+=($!) && disown
js() {
  gdbus call --session --dest org.gnome.Shell --object-path /org/gnome/Shell --method org.gnome.Shell.Eval "$1"
}
says() { js "$1" | grep -q "^(true, '$2')$"; }
waiting says Main.layoutManager._startingUp false
xwayland() { pgrep -a Xwayland | grep -F "$XDG_RUNTIME_DIR" >"$work/xwayland"; }
waiting xwayland
DISPLAY=$(grep -oE ' :[0-9]+' "$work/xwayland" | tr -d ' ')
XAUTHORITY=$(grep -oE -- '-auth [^ ]+' "$work/xwayland" | cut -d' ' -f2)
export DISPLAY XAUTHORITY
js 'Main.overview.hide(); 1' >/dev/null
waiting says Main.overview.visible false

# As in a session: so the bus is asked for the extension, which is off yet.
export WAYLAND_DISPLAY=wayland-bench

# Two windows of X11 in a session in which no workspace has been switched yet.
for title in mail work; do
  xterm -title "$title" -e sleep 1000 &
  pids+=($!) && disown
done
both() { [ "$("$original" -l | grep -cE ' (mail|work)$')" = 2 ]; }
waiting both
"$here/versus" 'wmctrl -a in a fresh session, verified (wmctrl -a)' 1.0 \
  "$release/wmctrl -a {mail|work}" "$original -a {mail|work}" -r 100

gsettings set org.gnome.shell enabled-extensions "['$uuid']"
name=io.github.detour.Windows
on() { gdbus call --session --dest $name --object-path /io/github/detour/Windows --method "${name}1.$1" "${@:2}"; }
waiting on Snapshot
for number in {1..60}; do
  foot --config=/dev/null --app-id=foot --title="native $number" sleep 1000 >/dev/null 2>&1 &
  pids+=($!) && disown
  [ $((number % 10)) != 0 ] || waiting says "global.get_window_actors().length" $((number + 2))
done
sleep 1
"$here/versus" 'wsctl windows, 60 native (gdbus call of the same)' 0.7 "$release/wsctl windows" \
  "gdbus call --session --dest $name --object-path /io/github/detour/Windows --method ${name}1.Snapshot" -r 60
number() { js "global.get_window_actors().map(a => a.meta_window).find(w => w.title === 'native $1').get_id()" | tr -dc '0-9'; }
one=$(number 1) two=$(number 2)
# As tools do that verify nothing: asked for, and no time to see whether it is so.
"$here/versus" 'wsctl activate, native, verified (gdbus call, not verified)' 1.0 \
  "$release/wsctl activate {'title==native 1'|'title==native 2'}" \
  "gdbus call --session --dest $name --object-path /io/github/detour/Windows --method ${name}1.Activate {$one|$two} 0" \
  -r 60
