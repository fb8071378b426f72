#!/bin/bash
# systemd-inhibit gives the exit code of the command that it runs, but not how it ended: killed by
# whatever signal it is 1, and not 128 and the signal; and 1 for a command that is not there, which
# env, nohup, timeout and the shells tell with 127. A script cannot tell either from a failure.
# shellcheck disable=SC1091,SC2154,SC2016,SC2317,SC2086
. "$(dirname "$0")/fetch"
fetch systemd=252.39-1~deb12u2 libsystemd-shared=252.39-1~deb12u2 dbus-daemon=1.14.10-1~deb12u1 \
  libdbus-1-3=1.14.10-1~deb12u1 python3-dbusmock=0.28.7-1 python3-dbus=1.3.2-4+b1 \
  python3-gi=3.42.2-3+b1 gir1.2-glib-2.0=1.74.0-3 libgirepository-1.0-1=1.74.0-3
export PYTHONPATH=$root/usr/lib/python3/dist-packages
GI_TYPELIB_PATH=$(find "$root" -type d -name 'girepository-1.0' | paste -sd :)
export GI_TYPELIB_PATH DBUS_SYSTEM_BUS_ADDRESS=unix:path=$work/bus
cat >"$work/bus.conf" <<CONFIGURATION
<busconfig><type>system</type><listen>$DBUS_SYSTEM_BUS_ADDRESS</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>
CONFIGURATION
dbus-daemon --config-file="$work/bus.conf" --nofork --nopidfile 2>/dev/null &
until_true test -S "$work/bus"
# A login manager that gives a lock to who asks.
/usr/bin/python3 -m dbusmock --system --template logind >/dev/null 2>&1 &
until_true busctl --address="$DBUS_SYSTEM_BUS_ADDRESS" --no-pager status org.freedesktop.login1

code_of() { # code_of COMMAND...: its exit code
  local code=0
  "$@" 2>>"$work/said" || code=$?
  echo "$code"
}
inhibit=(systemd-inhibit --what=sleep --why=test --mode=delay)
expect 'a command that exits with 7' "$(code_of "${inhibit[@]}" sh -c 'exit 7')" 7
expect 'one that is killed by TERM' "$(code_of "${inhibit[@]}" sh -c 'kill $$')" 1
expect 'the same under timeout(1)' "$(code_of timeout 20 sh -c 'kill $$')" 143
expect 'one that is not there' "$(code_of "${inhibit[@]}" /nonexistent/command)" 1
expect 'the same under env(1)' "$(code_of env /nonexistent/command)" 127
sed 's/^/  /' "$work/said"
exit "$failed"
