#!/usr/bin/python3
"""Opens login sessions as pam_systemd would, and keeps them: c1, c2… on seat0, of user 1000 unless told otherwise.

Arguments: for each session the process number of its leader, and with colons after it the type of
the session and the number of its user. Prints the sessions' ids.
"""

import os
import sys
import time

import dbus

bus = dbus.SystemBus()
manager = dbus.Interface(
    bus.get_object("org.freedesktop.login1", "/org/freedesktop/login1"),
    "org.freedesktop.login1.Manager",
)
kept = []
for words in sys.argv[1:]:
    leader, kind, user = (words.split(":") + ["wayland", "1000"][words.count(":"):])[:3]
    reply = manager.CreateSession(
        dbus.UInt32(int(user)), dbus.UInt32(int(leader)), "test", kind, "user", "GNOME", "seat0",
        dbus.UInt32(0), "", "", False, "", "", dbus.Array([], signature="(sv)"),
        signature="uusssssussbssa(sv)",
    )
    kept.append(os.fdopen(reply[3].take(), "wb"))
    print(reply[0], flush=True)
while True:
    time.sleep(3600)
