#!/bin/bash
# gsettings set ends with 0 although nothing was written: dconf takes a change as done before its
# service has it, and without a session bus only a warning says that it was lost. Who needs to know
# has to read the value again, in another process.
# shellcheck disable=SC1091,SC2154,SC2016,SC2317,SC2086
. "$(dirname "$0")/fetch"
fetch libglib2.0-bin=2.74.6-2+deb12u9 libglib2.0-0=2.74.6-2+deb12u9 libdconf1=0.40.0-4 \
  dconf-gsettings-backend=0.40.0-4 dconf-service=0.40.0-4 dbus-daemon=1.14.10-1~deb12u1 \
  libdbus-1-3=1.14.10-1~deb12u1 gsettings-desktop-schemas=43.0-1
export XDG_DATA_DIRS=$root/usr/share GSETTINGS_BACKEND=dconf DBUS_SESSION_BUS_ADDRESS=unix:path=$work/no-bus
GIO_EXTRA_MODULES=$(dirname "$(find "$root" -name libdconfsettings.so)")
export GIO_EXTRA_MODULES
glib-compile-schemas "$root/usr/share/glib-2.0/schemas"
schema=org.gnome.desktop.interface
before=$(gsettings get $schema clock-format)
code=0
gsettings set $schema clock-format "'12h'" 2>"$work/said" || code=$?
sed 's/^/gsettings set: /' "$work/said"
expect 'gsettings set ends with' "$code" 0
expect 'the value before and after' "$before $(gsettings get $schema clock-format)" "'24h' '24h'"

# With a bus, and the service on it, the same is written.
export DBUS_SESSION_BUS_ADDRESS=unix:path=$work/bus
cat >"$work/bus.conf" <<CONFIGURATION
<busconfig><type>session</type><listen>$DBUS_SESSION_BUS_ADDRESS</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>
CONFIGURATION
dbus-daemon --config-file="$work/bus.conf" --nofork --nopidfile 2>/dev/null &
until_true test -S "$work/bus"
"$(find "$root" -name dconf-service -type f)" &
is_written() {
  gsettings set $schema clock-format "'12h'"
  [ "$(gsettings get $schema clock-format)" = "'12h'" ]
}
until_true is_written
expect 'the value after the same with a bus' "$(gsettings get $schema clock-format)" "'12h'"
exit "$failed"
