#!/bin/bash
# libdbus reads 2,048 bytes at a time, however much has come, and asks poll(2) after every second
# piece whether there is more: a message of 20 KB takes ten calls of recvmsg(2). Its headers have
# nothing to change that: the number is a constant of its transport. (Debian's libdbus 1.14.10;
# dbus-monitor is sent a signal with one long text; strace is the witness.)
# shellcheck disable=SC1091,SC2154
. "$(dirname "$0")/fetch"
fetch libdbus-1-3=1.14.10-1~deb12u1 dbus-bin=1.14.10-1~deb12u1 dbus-daemon=1.14.10-1~deb12u1 strace=6.1-0.1
cat >"$work/bus.conf" <<'XML'
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=/tmp</listen>
  <policy context="default"><allow send_destination="*" eavesdrop="false"/><allow receive_sender="*"/><allow own="*"/></policy>
</busconfig>
XML
dbus-daemon --config-file="$work/bus.conf" --nofork --print-address=1 >"$work/address" 2>/dev/null &
until_true test -s "$work/address"
DBUS_SESSION_BUS_ADDRESS=$(cat "$work/address")
export DBUS_SESSION_BUS_ADDRESS
strace -e trace=recvmsg -o "$work/calls" dbus-monitor type=signal,interface=org.example.Long >"$work/seen" &
until_true grep -q NameAcquired "$work/seen"
length=20000
dbus-send --session --type=signal / org.example.Long.Text "string:$(printf "%${length}s" | tr ' ' x)"
until_true grep -q xxxx "$work/seen"
sizes=$(sed -nE 's/.* = ([0-9]+)$/\1/p' "$work/calls")
echo "recvmsg gave, in the order of the calls: $(echo "$sizes" | xargs)"
expect 'the most that one call of it reads' "$(echo "$sizes" | sort -n | tail -n 1)" 2048
expect "full calls for a text of $length bytes" "$(echo "$sizes" | grep -cx 2048)" "$((length / 2048))"
exit "$failed"
