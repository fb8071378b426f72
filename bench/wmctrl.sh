#!/bin/bash
# wmctrl.sh RELEASE   wmctrl and wsctl against the original wmctrl, under Xvfb with openbox.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
release=$(realpath "$1")
original=/usr/bin/wmctrl
[ -x "$original" ] || { echo "the original wmctrl is not installed" >&2 && exit 1; }

work=$(mktemp -d)
pids=()
trap 'kill "${pids[@]}" 2>/dev/null || :; rm -rf "$work"' EXIT
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
# As every session has it: without, ours looks for a cookie in other places.
XAUTHORITY=$work/cookies
export DISPLAY XAUTHORITY
xauth -q -f "$XAUTHORITY" add "$DISPLAY" . 00112233445566778899aabbccddeeff 2>/dev/null
openbox --sm-disable >/dev/null 2>&1 &
pids+=($!) && disown
waiting "$original" -m
"$original" -n 4
four() { [ "$("$original" -d | wc -l)" = 4 ]; }
waiting four

# Without windows: with them, what is timed is how openbox hides and shows them. Ours waits until
# openbox shows the other workspace; the original does not.
"$here/versus" 'wmctrl -s, verified (wmctrl -s)' 0.65 \
  "$release/wmctrl -s {1|0}" "$original -s {1|0}" -r 1000
for letter in l d; do
  "$here/versus" "wmctrl -$letter, no window (wmctrl -$letter)" 0.65 \
    "$release/wmctrl -$letter" "$original -$letter" -r 600
done
# Of an earlier build, with `bench/run --before FOLDER`.
if [ -n "${BEFORE-}" ]; then
  "$here/versus" 'wmctrl -s, X11 session (before)' 1.03 \
    "$release/wmctrl -s {1|0}" "$BEFORE/wmctrl -s {1|0}" -r 1000
  "$here/versus" 'wsctl switch, verified (before)' 1.05 \
    "$release/wsctl switch {2|1}" "$BEFORE/wsctl switch {2|1}" -r 600
fi
if [ -x "$release/wsctl" ]; then
  "$here/versus" 'wsctl switch, verified (wmctrl -s)' 2.0 \
    "$release/wsctl switch {2|1}" "$original -s {1|0}" -r 600
fi

# Sixty windows of one program that stays.
"$here/open-windows" 60 >"$work/windows" &
pids+=($!) && disown
waiting grep -q open "$work/windows"
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
if [ -n "${BEFORE-}" ]; then
  "$here/versus" 'wmctrl -lpGx, 60 windows (before)' 1.05 \
    "$release/wmctrl -lpGx" "$BEFORE/wmctrl -lpGx" -r 200
fi

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
