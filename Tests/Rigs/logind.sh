#!/bin/bash
# A real systemd-logind with a lid, a dock, a display, a battery, sessions and polkit, in namespaces
# of its own: nothing of it reaches the machine it runs on, but for an empty /dev/input where there
# was none, and all of it ends with this process.
#
# usage: logind.sh DIRECTORY      as root; DIRECTORY is empty and the caller's
#
# It is ready once DIRECTORY/ready exists. Commands go into it by DIRECTORY/enter (see below).
# With ROOT it is that root's logind and all else, such as a newer Debian's, in which the folders of
# SEEN are seen, too; with USER_MANAGER the
# user has a real service manager, which starts the session bus; with UPOWER there is a real UPower.
set -eu
rigs=$(cd "$(dirname "$0")" && pwd)
directory=$1

if [ "${2-}" != inside ]; then
  # A cgroup of its own, which becomes the root of the cgroups that are seen inside.
  unified=$(findmnt -n -t cgroup2 -o TARGET | head -n 1)
  if [ -z "$unified" ]; then
    unified=$directory/cgroup
    mkdir "$unified"
    mount -t cgroup2 none "$unified"
  fi
  # What rigs have left that have ended; the groups of others are theirs, also while they are empty.
  for left in "$unified"/detour-rig-*; do
    [ -d "/proc/${left##*-}" ] || find "$left" -depth -type d -exec rmdir {} + 2>/dev/null || :
  done
  mkdir "$unified/detour-rig-$$"
  echo $$ >"$unified/detour-rig-$$/cgroup.procs"
  echo $$ >"$directory/outer"
  exec unshare --mount --pid --cgroup --net --fork --mount-proc --kill-child \
    "${BASH:-bash}" "$0" "$directory" inside
fi

mount --make-rprivate /
if [ -n "${ROOT-}" ]; then
  mount --rbind "$ROOT" "$ROOT"
  mount -t proc proc "$ROOT/proc"
  mount --rbind /dev "$ROOT/dev"
  gcc -shared -fPIC -O1 -o "$directory/fake-switch.so" "$rigs/fake-switch.c" -ldl
  mount -t tmpfs -o mode=1777 tmpfs "$ROOT/tmp"
  for path in "$directory" "$rigs" ${SEEN-}; do
    mkdir -p "$ROOT$path"
    mount --rbind "$path" "$ROOT$path"
  done
  cd "$ROOT"
  pivot_root . .
  umount -l .
  exec env -u ROOT "${BASH:-bash}" "$rigs/logind.sh" "$directory" inside
fi
mount -t tmpfs -o mode=755 tmpfs /run
# The test's own environment names buses that are not there, and may name folders of programs that
# are not there either.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
unset DBUS_SYSTEM_BUS_ADDRESS DBUS_SESSION_BUS_ADDRESS
# What is installed of Detour on the machine itself, and who has enabled it, is not seen here: a
# folder without its files stands before each that has some, and an empty file is no program.
ours=(-name 'detour-*' -o -name 'detour@*' -o -name 'io.github.detour.*')
for folder in /etc/systemd/user /etc/xdg/autostart /usr/{,local/}{lib,share}/systemd/user \
  /usr/{,local/}share/{dbus-1/services,gnome-shell/extensions}; do
  [ -n "$(find "$folder" -maxdepth 2 \( "${ours[@]}" \) -print -quit 2>/dev/null)" ] || continue
  mkdir -p "/run/hidden$folder"
  cp -a "$folder/." "/run/hidden$folder"
  find "/run/hidden$folder" -depth \( "${ours[@]}" \) -exec rm -rf {} +
  mount --bind "/run/hidden$folder" "$folder"
done
touch /run/hidden-program
for program in /usr/{,local/}bin/{gitps1,wsctl,lidctl,detour}; do
  [ ! -e "$program" ] || mount --bind /run/hidden-program "$program"
done
mkdir -p /run/dbus /run/systemd/{system,seats,users,sessions,inhibit,logind.conf.d} /run/udev/{data,tags/power-switch}
install -d -m 755 /run/user
install -d -m 700 -o 1000 -g 1000 /run/user/1000
install -d -o 1000 -g 1000 /run/home

# Users whom the machine need not have.
grep -v '^[^:]*:x:100[01]:' /etc/passwd >/run/passwd
echo 'other:x:1001:1001::/:/bin/sh' >>/run/passwd
echo 'tester:x:1000:1000::/run/home:/bin/sh' >>/run/passwd
mount --bind /run/passwd /etc/passwd

# GNOME Shell locks no screen without a display manager, whose name root shall be able to own.
mkdir /run/bus-policies
cp -a /etc/dbus-1/system.d/. /run/bus-policies/ 2>/dev/null || :
cat >/run/bus-policies/display-manager.conf <<'POLICY'
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><policy user="root"><allow own="org.gnome.DisplayManager"/></policy>
<policy context="default"><allow send_destination="org.gnome.DisplayManager"/></policy></busconfig>
POLICY
mkdir -p /etc/dbus-1/system.d
mount --bind /run/bus-policies /etc/dbus-1/system.d

# What the kernel would show of the lid.
mkdir "$directory/sys"
mount --bind "$directory/sys" /sys
device=/sys/devices/virtual/input/input0/event0
mkdir -p $device/device/capabilities /sys/class/{input,drm,power_supply,tty} /sys/dev/{char,block} /sys/{power,bus,fs/cgroup}
printf 'MAJOR=13\nMINOR=64\nDEVNAME=input/event0\n' >$device/uevent
echo 13:64 >$device/dev
echo 1 >$device/device/capabilities/sw
ln -s /sys/class/input $device/subsystem
ln -s $device /sys/class/input/event0
ln -s $device /sys/dev/char/13:64
echo 'freeze mem' >/sys/power/state
echo '[s2idle] deep' >/sys/power/mem_sleep
mount -t cgroup2 none /sys/fs/cgroup
printf 'I:1\nG:power-switch\nQ:power-switch\nV:1\n' >/run/udev/data/c13:64
touch /run/udev/tags/power-switch/c13:64
# The same for UPower, which reads the switch itself; two cannot read from one FIFO.
other=/sys/devices/virtual/input/input1/event1
mkdir -p $other /sys/devices/virtual/input/input1/capabilities
printf 'MAJOR=13\nMINOR=65\nDEVNAME=input/event1\n' >$other/uevent
printf 'PRODUCT=0/0/0/0\nNAME="A lid of the tests"\n' >/sys/devices/virtual/input/input1/uevent
echo 13:65 >$other/dev
echo 1 >/sys/devices/virtual/input/input1/capabilities/sw
ln -s /sys/class/input $other/subsystem
ln -s /sys/class/input /sys/devices/virtual/input/input1/subsystem
ln -s ../../input1 $other/device
ln -s $other /sys/class/input/event1
ln -s /sys/devices/virtual/input/input1 /sys/class/input/input1
ln -s $other /sys/dev/char/13:65
if [ -n "${UPOWER-}" ]; then
  printf 'I:1\nE:ID_INPUT=1\nE:ID_INPUT_SWITCH=1\nV:1\n' | tee /run/udev/data/c13:65 >/run/udev/data/+input:input1
fi
mkdir -p "$directory/input" /dev/input
mkfifo "$directory/input/event0" "$directory/input/event1"
# UPower gives a FIFO up whose writer has gone.
exec 9<>"$directory/input/event1"
mount --bind "$directory/input" /dev/input
echo 0 >"$directory/switches"

cat >/run/systemd/logind.conf.d/test.conf <<CONFIGURATION
[Login]
HoldoffTimeoutSec=0
InhibitDelayMaxSec=2
${LOGIND_SETTINGS-}
CONFIGURATION

# Each process belongs where it would: services, the user's services, sessions.
groups=/sys/fs/cgroup
mkdir -p $groups/{init.scope,system.slice/rig.service,user.slice/user-1000.slice/{session-c1.scope,session-c2.scope,user@1000.service/app.slice/holder.service}}
echo $$ >$groups/init.scope/cgroup.procs

# Runs a command inside: enter CGROUP USER COMMAND…
cat >"$directory/enter" <<'ENTER'
#!/bin/bash
set -eu
if [ "${3-}" != inside ]; then
  read -r outer <"${0%/*}/outer"
  # The list has no end of line.
  read -r inner _ <"/proc/$outer/task/$outer/children" || [ -n "$inner" ]
  exec nsenter --target "$inner" --mount --pid --cgroup --net \
    "$0" "$1" "$2" inside "${@:3}"
fi
echo $$ >"/sys/fs/cgroup/$1/cgroup.procs"
export HOME=/run/home XDG_RUNTIME_DIR=/run/user/1000 DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/1000/bus
unset DBUS_SYSTEM_BUS_ADDRESS XDG_CONFIG_HOME XDG_STATE_HOME XDG_CACHE_HOME XDG_SESSION_ID DISPLAY
# A folder for each user.
[ -z "${MESA_SHADER_CACHE_DIR-}" ] || export MESA_SHADER_CACHE_DIR="${MESA_SHADER_CACHE_DIR%-*}-$2"
if [ "$2" = 0 ]; then exec "${@:4}"; fi
exec setpriv --reuid "$2" --regid "$2" --clear-groups "${@:4}"
ENTER
chmod 755 "$directory/enter"
chmod 755 "$directory"

[ -e "$directory/fake-switch.so" ] || gcc -shared -fPIC -O1 -o "$directory/fake-switch.so" "$rigs/fake-switch.c" -ldl

within() { # CGROUP COMMAND…: runs a command there, with what it says in the log
  (
    echo $BASHPID >"$groups/$1/cgroup.procs"
    exec "${@:2}" </dev/null >>"$directory/log" 2>&1
  ) &
}

cat >"$directory/start-logind" <<LOGIND
#!/bin/sh
exec env LD_PRELOAD='$directory/fake-switch.so' SWITCHES='$directory/switches' SYSTEMD_DEVICE_VERIFY_SYSFS=0 \\
  SYSTEMD_LOG_LEVEL=info /lib/systemd/systemd-logind
LOGIND
chmod 755 "$directory/start-logind"

until_there() { # NAME: waits for a name on the system bus
  for _ in $(seq 1500); do
    busctl --no-pager status "$1" >/dev/null 2>&1 && return
    sleep .02
  done
  echo "$1 did not come up" >&2
  exit 1
}

within system.slice/rig.service dbus-daemon --system --nofork --nopidfile
for _ in $(seq 1500); do [ -S /run/dbus/system_bus_socket ] && break; sleep .02; done
within system.slice/rig.service /usr/bin/python3 "$rigs/service-manager.py" "$directory/units"
within system.slice/rig.service /usr/lib/polkit-1/polkitd --no-debug
until_there org.freedesktop.systemd1
within system.slice/rig.service "$directory/start-logind"
until_there org.freedesktop.login1
if [ -n "${UPOWER-}" ]; then
  within system.slice/rig.service env LD_PRELOAD="$directory/fake-switch.so" SWITCHES="$directory/switches" SYSTEMD_DEVICE_VERIFY_SYSFS=0 \
    /usr/libexec/upowerd --verbose
  until_there org.freedesktop.UPower
fi

# Two sessions of the user, of which c1 is in front; their leaders do nothing.
leaders=()
for _ in c1 c2; do
  within system.slice/rig.service setpriv --reuid 1000 --regid 1000 --clear-groups sleep infinity
  leaders+=($!)
done
within system.slice/rig.service /usr/bin/python3 "$rigs/login-sessions.py" "${leaders[@]}"
for _ in $(seq 1500); do
  [ -e /run/systemd/sessions/c2 ] && break
  sleep .02
done
# Logind takes no leader that is in the user's slice already; systemd moves it there afterwards.
echo "${leaders[0]}" >$groups/user.slice/user-1000.slice/session-c1.scope/cgroup.procs
echo "${leaders[1]}" >$groups/user.slice/user-1000.slice/session-c2.scope/cgroup.procs
user=user.slice/user-1000.slice/user@1000.service
# What a login as the user gives.
as_user=(
  setpriv --reuid 1000 --regid 1000 --clear-groups env -u DBUS_SYSTEM_BUS_ADDRESS -u XDG_CONFIG_HOME -u XDG_SESSION_ID
  HOME=/run/home XDG_RUNTIME_DIR=/run/user/1000 PATH=/usr/bin:/bin
)
mkdir -p "$directory/services"
if [ -n "${USER_MANAGER-}" ]; then
  # As systemd delegates them: the user's manager makes the groups below by itself.
  mkdir -p $groups/$user/init.scope
  chown -R 1000:1000 $groups/$user
  within $user/init.scope "${as_user[@]}" SYSTEMD_LOG_TARGET=console /lib/systemd/systemd --user --unit=basic.target
else
  cat >"$directory/session-bus.conf" <<CONFIGURATION
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path=/run/user/1000/bus</listen>
<servicedir>$directory/services</servicedir>${SESSION_SERVICES:+<servicedir>$SESSION_SERVICES</servicedir>}<auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>
CONFIGURATION
  chmod -R a+rX "$directory/services"
  within "${SESSION_BUS_IN-$user/app.slice/holder.service}" \
    "${as_user[@]}" DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/1000/bus \
    dbus-daemon --nofork --nopidfile --config-file="$directory/session-bus.conf"
fi
for _ in $(seq 1500); do [ -S /run/user/1000/bus ] && break; sleep .02; done
# The first who calls starts the bus, and only then the manager gets its name there.
[ -z "${USER_MANAGER-}" ] || for _ in $(seq 300); do
  "${as_user[@]}" busctl --no-pager --address=unix:path=/run/user/1000/bus call org.freedesktop.DBus / \
    org.freedesktop.DBus NameHasOwner s org.freedesktop.systemd1 2>/dev/null | grep -q true && break
  sleep .1
done
busctl --no-pager call org.freedesktop.login1 /org/freedesktop/login1 org.freedesktop.login1.Manager ActivateSession s c1 >/dev/null

touch "$directory/ready"
sleep infinity &
wait
