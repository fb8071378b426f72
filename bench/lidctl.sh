#!/bin/bash
# lidctl.sh RELEASE
#
# Compares lidctl with systemd-inhibit under a real systemd-logind of its own (root only).
set -euo pipefail
cd "$(dirname "$0")/.."
release=$(realpath "$1")
here=$PWD
if [ "$(id -u)" != 0 ]; then
  echo "lidctl: all of it | needs root | | | 1.0 | no"
  exit 0
fi

directory=$(mktemp -d)
UPOWER=1 /bin/bash Tests/Rigs/logind.sh "$directory" >"$directory/rig" 2>&1 &
rig=$!
trap 'kill -9 $rig 2>/dev/null; wait $rig 2>/dev/null || :; rm -rf "$directory"' EXIT
for _ in $(seq 500); do [ -e "$directory/ready" ] && break; sleep .02; done
mkdir "$directory/bin"
cp "$release/lidctl" bench/versus "$directory/bin/"

user=user.slice/user-1000.slice
# What runs in the front session, as its user.
inside() {
  "$directory/enter" $user/session-c1.scope 1000 env PATH="$directory/bin:/usr/bin:/bin" TMPDIR=/run/home "$@"
}
resident() { # NAME…: kilobytes, as root inside sees them
  # shellcheck disable=SC2016
  "$directory/enter" system.slice/rig.service 0 bash -c '
    sum=0
    for name; do
      for process in $(pgrep -u 1000 -f "$name"); do
        sum=$((sum + $(sed -n "s/^VmRSS:[^0-9]*\([0-9]*\).*/\1/p" "/proc/$process/status")))
      done
    done
    echo $sum' resident "$@"
}

cd "$directory"
inside versus 'run -- true' 1.0 'lidctl run -- true' 'systemd-inhibit --what=handle-lid-switch true' --runs 100
if [ -n "${BEFORE-}" ]; then
  cp "$BEFORE/lidctl" "$directory/bin/lidctl-before"
  inside versus 'run -- true (before)' 1.05 'lidctl run -- true' 'lidctl-before run -- true' --runs 100
fi
cd "$here"

# The holder at rest, against what the trick with systemd-inhibit and a shell keeps in memory.
"$directory/enter" $user/user@1000.service/app.slice/holder.service 1000 \
  env PATH="$directory/bin:/usr/bin:/bin" lidctl hold >/dev/null 2>&1 &
inside systemd-inhibit --what=handle-lid-switch /bin/sh -c 'sleep 60; :' >/dev/null 2>&1 &
sleep 3
ours=$(resident '^lidctl hold')
theirs=$(resident '^systemd-inhibit --what=handle-lid-switch /bin/sh' '^/bin/sh -c sleep 60')
awk -v o="$ours" -v t="$theirs" 'BEGIN {
  r = o / t
  printf "resident, at rest | %d KiB | %d KiB | %.2f | 1.0 | %s\n", o, t, r, r <= 1 ? "yes" : "no" }'

# Somebody else's lock is news on the bus, and not rest.
"$directory/enter" system.slice/rig.service 0 pkill -x systemd-inhibit
sleep 2

# A minute in which nothing happens: without rules, and with all of them.
seconds=${SECONDS_AT_REST:-60}
at_rest() { # WHAT
  "$directory/enter" system.slice/rig.service 0 bash -c "
    timeout $seconds strace -f -o /run/trace -p \$(pgrep -u 1000 -f '^lidctl hold') 2>/run/strace || :
    grep -q attached /run/strace"
  local calls
  calls=$("$directory/enter" system.slice/rig.service 0 bash -c "grep -vc 'detached' /run/trace || :")
  echo "system calls in $seconds s at rest, $1 | $calls | | | 0 | $([ "$calls" = 0 ] && echo yes || echo no)"
}
at_rest 'no rules'
inside lidctl on --on-close nothing --only ac --min-battery 20 --for 2h >/dev/null
sleep 3
at_rest 'only on power, battery, for 2 h'
