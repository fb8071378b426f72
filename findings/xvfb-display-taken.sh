#!/bin/bash
# Xvfb -displayfd looks for a display number that is free, and takes one that a living program has: its
# lock file and its socket in /tmp/.X11-unix do not count, only the abstract socket of that number does.
# It puts its own socket in the place of the other's, says that number, and leaves the lock as it is. A
# Wayland compositor that makes no abstract sockets, as mutter 50 does, loses its X clients so.
# shellcheck disable=SC1091,SC2154
. "$(dirname "$0")/fetch"
fetch xvfb=2:21.1.7-3+deb12u13
# A /tmp and abstract sockets of its own.
cat >"$work/apart" <<'SCRIPT'
mount -t tmpfs tmpfs /tmp
mkdir -m 1777 /tmp/.X11-unix
python3 - "$1" <<'PYTHON' &
import os, socket, sys, time
names = ["/tmp/.X11-unix/X0"] + (["\0/tmp/.X11-unix/X0"] if sys.argv[1] == "abstract" else [])
sockets = [socket.socket(socket.AF_UNIX) for name in names]
for listener, name in zip(sockets, names):
    listener.bind(name)
    listener.listen()
with open("/tmp/.X0-lock", "w") as lock:
    lock.write(f"{os.getpid():10}\n")
time.sleep(60)
PYTHON
holder=$!
until [ -s /tmp/.X0-lock ]; do sleep .05; done
before=$(stat -c %i /tmp/.X11-unix/X0)
mkfifo /tmp/number
Xvfb -displayfd 5 -ac -noreset -nolisten tcp 5>/tmp/number >/dev/null 2>&1 &
read -r number </tmp/number
same=kept
[ "$before" = "$(stat -c %i /tmp/.X11-unix/X0)" ] || same=replaced
[ "$(tr -d ' ' </tmp/.X0-lock)" = "$holder" ] && lock=kept || lock=changed
echo "display $number, socket of 0 $same, lock of 0 $lock"
kill %1 %2
SCRIPT
apart() { unshare --user --map-root-user --mount --net bash "$work/apart" "$1"; }
expect 'display 0 has a lock, a socket, and an abstract one' "$(apart abstract)" \
  'display 1, socket of 0 kept, lock of 0 kept'
expect 'display 0 has a lock and a socket' "$(apart file)" \
  'display 0, socket of 0 replaced, lock of 0 kept'
exit "$failed"
