#!/bin/bash
# gnome.sh RELEASE [SUITE...]   wsctl and wmctrl in headless GNOME Shells on Wayland, with Detour's extension and without.
#
# A suite is a newer Debian's (`Tests/Rigs/newer-debian.sh`), whose Shell runs in a root of its own, or `here` for the one
# that is installed. By itself: here, and forky's.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
release=$(realpath "$1")
original=/usr/bin/wmctrl
newer=$here/../Tests/Rigs/newer-debian.sh
uuid=detour@detour.github.io
name=io.github.detour.Windows
unset XAUTHORITY DISPLAY WAYLAND_DISPLAY WMCTRL_COMPAT XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_CACHE_HOME

waiting() { # waiting COMMAND...   until it succeeds, thirty seconds at most
  for _ in {1..600}; do "$@" >/dev/null 2>&1 && return; sleep 0.05; done
  echo "waited in vain for: $*" >&2
  exit 1
}
started() { # started COMMAND...   runs it beside, until the session ends
  "$@" >>"$work/log" 2>&1 &
  pids+=($!) && disown
}
bus() { # bus FILE   a bus of its own, whose address is written to FILE
  dbus-daemon --session --nofork --print-address=3 3>"$1" >/dev/null 2>&1 &
  pids+=($!) && disown
  waiting test -s "$1"
}
js() {
  gdbus call --session --dest org.gnome.Shell --object-path /org/gnome/Shell --method org.gnome.Shell.Eval "$1"
}
says() { js "$1" | grep "^(true, '$2')$" >/dev/null; }
# The Shell of 43 has a window of its own among them.
titles="global.get_window_actors().map(a => a.meta_window).filter(w => w.title !== 'gnome-shell')"
has() { says "$titles.length" "$1"; }
xwayland() { pgrep -a Xwayland | grep -F "$XDG_RUNTIME_DIR" >"$work/xwayland"; }
on() { gdbus call --session --dest $name --object-path /io/github/detour/Windows --method "${name}1.$1" "${@:2}"; }
listed() { [ "$("$original" -l | grep -cE ' (mail|work)$')" = 2 ]; }
id() { "$original" -l | awk -v title="$1" '$4 == title { print $1 }'; }
number() { js "$titles.find(w => w.title === '$1').get_id()" | tr -dc '0-9'; }

# Runs the comparisons in a session of the Shell that is started by the words given.
session() { # session [WORD...]
  work=$(mktemp -d)
  pids=()
  trap 'kill "${pids[@]}" 2>/dev/null || :; sleep 0.5; kill -9 "${pids[@]}" 2>/dev/null || :; rm -rf "$work"' EXIT
  export HOME=$work/home MESA_SHADER_CACHE_DIR=$work/shaders XDG_RUNTIME_DIR=$work/run XDG_SESSION_TYPE=wayland XDG_CURRENT_DESKTOP=GNOME \
    LIBGL_ALWAYS_SOFTWARE=1 NO_AT_BRIDGE=1 LC_ALL=C.UTF-8
  mkdir -p "$HOME" /tmp/.X11-unix && mkdir -m 700 "$XDG_RUNTIME_DIR"
  # Without a bus in the place of the system's the Shell does not start.
  bus "$work/system" && bus "$work/session"
  DBUS_SYSTEM_BUS_ADDRESS=$(cat "$work/system") DBUS_SESSION_BUS_ADDRESS=$(cat "$work/session")
  export DBUS_SYSTEM_BUS_ADDRESS DBUS_SESSION_BUS_ADDRESS
  local version folder=$HOME/.local/share/gnome-shell/extensions
  version=$("$@" gnome-shell --version | tr -dc '0-9.')
  "$here/../desktop/packaging/extension" "$version" "$folder"
  gsettings set org.gnome.mutter dynamic-workspaces false
  gsettings set org.gnome.shell welcome-dialog-last-shown-version "'99'"

  started "$@" gnome-shell --headless --wayland --wayland-display wayland-bench --virtual-monitor 1280x720 --unsafe-mode
  waiting says Main.layoutManager._startingUp false
  waiting xwayland
  DISPLAY=$(grep -m 1 -oE ' :[0-9]+' "$work/xwayland" | tr -d ' ')
  XAUTHORITY=$(grep -oE -- '-auth [^ ]+' "$work/xwayland" | cut -d' ' -f2)
  export DISPLAY XAUTHORITY
  js 'Main.overview.hide(); 1' >/dev/null
  waiting says Main.overview.visible false
  # As in a session: so the bus is asked for the extension, which is off yet.
  export WAYLAND_DISPLAY=wayland-bench
  fresh "GNOME ${version%%.*}"
  native "GNOME ${version%%.*}"
  ofX11 "GNOME ${version%%.*}" "$folder/$uuid"
}

# Two windows of X11 in a session in which no workspace has been switched yet.
fresh() { # fresh LABEL
  for title in mail work; do started xterm -title "$title" -e sleep 1000; done
  waiting has 2
  waiting listed
  cc -O1 -o "$work/until-active" "$here/until-active.c" -lX11
  local mail work_
  mail=$(id mail) work_=$(id work)
  "$here/versus" "$1: wmctrl -a in a fresh session, until it is active (wmctrl -a)" 1.0 \
    "$work/until-active {$mail|$work_} $release/wmctrl -a {mail|work}" \
    "$work/until-active {$mail|$work_} $original -a {mail|work}" -r 120
  "$here/versus" "$1: WMCTRL_COMPAT=1 wmctrl -a in a fresh session, not verified (wmctrl -a)" 1.0 \
    "env WMCTRL_COMPAT=1 $release/wmctrl -a {mail|work}" "env $original -a {mail|work}" -r 120
}

native() { # native LABEL
  gsettings set org.gnome.shell enabled-extensions "['$uuid']"
  waiting on Snapshot
  for number in {1..60}; do
    started foot --config=/dev/null --app-id=foot --title="native $number" sleep 1000
    [ $((number % 10)) != 0 ] || waiting has $((number + 2))
  done
  sleep 1
  "$here/versus" "$1: wsctl windows, 60 native (gdbus call of the same)" 0.7 "$release/wsctl windows" \
    "gdbus call --session --dest $name --object-path /io/github/detour/Windows --method ${name}1.Snapshot" -r 60
  local one two
  one=$(number 'native 1') two=$(number 'native 2')
  # As tools do that verify nothing: asked for, and no time to see whether it is so. The Shell rests before each: what it
  # draws after one would hold up the next.
  "$here/versus" "$1: wsctl activate, native, verified (gdbus call, not verified)" 1.0 \
    "$release/wsctl activate {'title==native 1'|'title==native 2'}" \
    "gdbus call --session --dest $name --object-path /io/github/detour/Windows --method ${name}1.Activate {$one|$two} 0" \
    -r 60 -p 150
  js "$titles.forEach(w => w.delete(global.get_current_time())); 1" >/dev/null
  waiting has 0
}

ofX11() { # ofX11 LABEL EXTENSION
  started "$here/open-windows" 60
  waiting has 60
  sleep 1
  "$here/versus" "$1: wsctl windows, 60 of X11, by the extension (by X)" 1.0 "$release/wsctl windows" \
    "$release/wsctl windows --display $DISPLAY" -r 60
  started "$here/open-windows" 140
  waiting has 200
  # In the Shell itself, which does nothing else meanwhile: ours, and what window-calls' List reads of each window, asking
  # the actor for its window each time.
  js "import('file://$2/$(cat "$2/current")/snapshot.js').then(m => {
    const theirs = () => JSON.stringify(global.get_window_actors().map(actor => {
      const space = actor.meta_window.get_workspace();
      const row = {
        in_current_workspace: actor.meta_window.located_on_workspace?.(
          global.workspace_manager.get_active_workspace?.()),
        workspace: space ? space.index() : -1};
      for (const what of ['wm_class', 'wm_class_instance', 'title', 'pid', 'id', 'frame_type', 'window_type', 'width',
        'height', 'x', 'y'])
        row[what] = actor.meta_window['get_' + what]?.();
      row.focus = actor.meta_window.has_focus?.();
      return row;
    }));
    const snapshots = new m.Snapshots(Main);
    const ours = () => snapshots.take();
    const times = [[], []];
    for (let turn = 0; turn < 60; turn++) {
      (turn % 2 ? [1, 0] : [0, 1]).forEach(place => {
        const what = [ours, theirs][place];
        const start = imports.gi.GLib.get_monotonic_time();
        what();
        times[place].push(imports.gi.GLib.get_monotonic_time() - start);
      });
    }
    snapshots.stop();
    global.blocked = times.map(list => list.sort((a, b) => a - b)[list.length / 2] / 1000);
  }).catch(e => { global.blocked = [String(e)]; }); 1" >/dev/null
  waiting says '!!global.blocked' true
  js 'global.blocked.join(" ")' | tr -d "(),\"'" | awk -v work="$1: the Shell stands still for a list of 200 windows (window-calls' List)" '
    $1 == "true" && NF == 3 { printf "%s | %.2f ms | %.2f ms | %.2f | 1.0 | %s\n", work, $2, $3, $2 / $3, $2 <= $3 ? "yes" : "no"; found = 1 }
    END { if (!found) { print "it was not measured: " $0 > "/dev/stderr"; exit 1 } }'
}

shift
[ $# != 0 ] || set -- here forky
for suite; do
  case $suite in
  here)
    command -v gnome-shell >/dev/null || { echo "gnome-shell is not installed" >&2 && exit 1; }
    (session)
    ;;
  *)
    bash "$newer" root "$suite" gnome-shell xwayland dbus gnome-settings-daemon >/dev/null
    (session bash "$newer" beside "$suite")
    ;;
  esac
done
