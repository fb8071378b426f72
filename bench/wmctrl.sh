#!/bin/bash
# wmctrl.sh RELEASE   wmctrl and wsctl against the original wmctrl, under Xvfb with openbox.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
release=$(realpath "$1")
original=/usr/bin/wmctrl
[ -x "$original" ] || { echo "the original wmctrl is not installed" >&2 && exit 1; }

work=$(mktemp -d)
pids=()
trap 'kill -9 "${pids[@]}" 2>/dev/null || :; rm -rf "$work"' EXIT
export HOME=$work XDG_CONFIG_HOME=$work XDG_STATE_HOME=$work
unset XAUTHORITY WAYLAND_DISPLAY WMCTRL_COMPAT
waiting() { # waiting COMMAND...   until it succeeds, ten seconds at most
  for _ in {1..500}; do "$@" >/dev/null 2>&1 && return; sleep 0.02; done
  echo "waited in vain for: $*" >&2
  exit 1
}

Xvfb -displayfd 3 -ac -noreset -screen 0 1280x720x24 3>"$work/number" >/dev/null 2>&1 &
pids+=($!) && disown
waiting test -s "$work/number"
DISPLAY=:$(cat "$work/number")
export DISPLAY
openbox --sm-disable >/dev/null 2>&1 &
pids+=($!) && disown
waiting "$original" -m
"$original" -n 4

# Without windows: with them, what is timed is how openbox hides and shows them. Ours waits until
# openbox shows the other workspace; the original does not.
"$here/versus" 'wmctrl -s, verified (wmctrl -s)' 0.65 \
  "$release/wmctrl -s {1|0}" "$original -s {1|0}" -r 1000
for letter in l d; do
  "$here/versus" "wmctrl -$letter, no window (wmctrl -$letter)" 0.65 \
    "$release/wmctrl -$letter" "$original -$letter" -r 600
done
if [ -x "$release/wsctl" ]; then
  "$here/versus" 'wsctl switch, verified (wmctrl -s)' 2.0 \
    "$release/wsctl switch {2|1}" "$original -s {1|0}" -r 600
fi

# Sixty windows of one program that stays.
cc -O1 -o "$work/xclient" "$here/../Tests/Rigs/xclient.c" -lX11
mkfifo "$work/lines"
"$work/xclient" <"$work/lines" >"$work/answers" &
pids+=($!) && disown
exec 4>"$work/lines"
answered() { [ "$(grep -c "^$1" "$work/answers")" = "$2" ]; }
for number in {1..60}; do
  printf 'new %d %d 100 80\n' $((number * 10)) $((number * 5)) >&4
  waiting answered 0x "$number"
  id=$(tail -n 1 "$work/answers")
  title=$(printf 'window number %d' "$number" | od -An -tx1 | tr -d ' \n')
  class=$(printf 'instance\0Class\0' | od -An -tx1 | tr -d ' \n')
  printf 'set %s _NET_WM_NAME UTF8_STRING 8 %s\nset %s WM_CLASS STRING 8 %s\nset %s _NET_WM_PID CARDINAL 32 4711\nmap %s\n' \
    "$id" "$title" "$id" "$class" "$id" "$id" >&4
  waiting answered "done" $((number * 4))
done
listed() { [ "$("$original" -l | wc -l)" = 60 ]; }
waiting listed
sleep 0.5

# Both must say the same, or the times mean nothing.
if ! diff <("$original" -lpGx) <(WMCTRL_COMPAT=1 "$release/wmctrl" -lpGx) >&2; then
  echo "the lists differ" >&2
  exit 1
fi

"$here/versus" 'wmctrl -lpGx, 60 windows (wmctrl -lpGx)' 0.5 \
  "$release/wmctrl -lpGx" "$original -lpGx" -r 200

if [ -x "$release/wsctl" ]; then
  "$here/versus" 'wsctl windows, joined criteria (one)' 1.05 \
    "$release/wsctl windows 'class=Class title=window workspace=current'" \
    "$release/wsctl windows class=Class" -r 200
fi

# The most memory that was in use at once, in kB.
peak() {
  local least=0 now
  for _ in 1 2 3 4 5; do
    now=$( { command time -f %M "$@" >/dev/null; } 2>&1 | tail -n 1)
    if [ "$least" = 0 ] || [ "$now" -lt "$least" ]; then least=$now; fi
  done
  echo "$least"
}
memory() { # memory WORK ARGUMENT...
  local work=$1 ours theirs
  shift
  ours=$(peak "$release/wmctrl" "$@") theirs=$(peak "$original" "$@")
  awk -v work="$work" -v ours="$ours" -v theirs="$theirs" 'BEGIN {
    printf "%s | %d kB | %d kB | %.2f | 1.5 | %s\n", work, ours, theirs, ours / theirs,
      ours / theirs <= 1.5 ? "yes" : "no"
  }'
}
memory 'peak memory of wmctrl -s (wmctrl)' -s 0
memory 'peak memory of wmctrl -lpGx, 60 windows (wmctrl)' -lpGx
