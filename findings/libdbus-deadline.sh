#!/bin/bash
# libdbus: the timeout of dbus_connection_send_with_reply_and_block() does not count while the other
# side has not answered the authentication: a server that takes the connection and is silent holds
# the caller for ever. Once it is authenticated, the timeout holds.
# shellcheck disable=SC1091,SC2154,SC2016,SC2317,SC2086
. "$(dirname "$0")/fetch"
fetch libdbus-1-3=1.14.10-1~deb12u1 libdbus-1-dev=1.14.10-1~deb12u1
cat >"$work/call.c" <<'C'
#include <dbus/dbus.h>
#include <stdio.h>
#include <time.h>

int main(int count, char **words) {
  (void)count;
  DBusError error = DBUS_ERROR_INIT;
  DBusConnection *connection = dbus_connection_open_private(words[1], &error);
  if (!connection) return fprintf(stderr, "%s\n", error.message), 2;
  DBusMessage *call = dbus_message_new_method_call("org.example", "/", "org.example", "Call");
  dbus_connection_send_with_reply_and_block(connection, call, 500, &error);
  printf("%s\n", error.name);
  return 0;
}
C
libraries=$(dirname "$(find "$root" -name libdbus-1.so.3)")
gcc -o "$work/call" "$work/call.c" -I"$root/usr/include/dbus-1.0" \
  -I"$(dirname "$(find "$root" -name dbus-arch-deps.h)")/.." -L"$libraries" -l:libdbus-1.so.3
cat >"$work/silent.py" <<'PYTHON'
import socket, sys, time
# Takes connections; with `authenticates` it lets them in, and is silent from then on.
server = socket.socket(socket.AF_UNIX)
server.bind(sys.argv[1])
server.listen()
open(sys.argv[1] + ".ready", "w").close()
while True:
    peer, _ = server.accept()
    while sys.argv[2] == "authenticates":
        line = peer.recv(1000)
        if b"AUTH" in line:
            peer.sendall(b"OK 0123456789abcdef0123456789abcdef\r\n")
        elif b"NEGOTIATE" in line:
            peer.sendall(b"ERROR\r\n")
        if b"BEGIN" in line or not line:
            break
    time.sleep(60)
PYTHON
for kind in authenticates silent; do
  /usr/bin/python3 "$work/silent.py" "$work/$kind" "$kind" &
  until_true test -e "$work/$kind.ready"
done
code=0
said=$(timeout 8 "$work/call" "unix:path=$work/authenticates") || code=$?
expect 'after the authentication, 500 ms end with' "$code $said" '0 org.freedesktop.DBus.Error.NoReply'
code=0
said=$(timeout 8 "$work/call" "unix:path=$work/silent") || code=$?
expect 'before it, timeout(1) has to end the call after 8 s: exit' "$code" 124
exit "$failed"
