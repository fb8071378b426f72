#!/usr/bin/python3
"""Locks a session when logind asks for it, as a screen locker does: it only tells logind so.

Arguments: the session's id, and how many seconds it takes. Prints "lock" for each time.
"""

import sys
import time

import dbus
import dbus.mainloop.glib
from gi.repository import GLib

dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
bus = dbus.SystemBus()
NAME = "org.freedesktop.login1"
manager = dbus.Interface(bus.get_object(NAME, "/org/freedesktop/login1"), NAME + ".Manager")
session = dbus.Interface(bus.get_object(NAME, manager.GetSession(sys.argv[1])), NAME + ".Session")


def lock():
    print("lock", flush=True)
    time.sleep(float(sys.argv[2]))
    session.SetLockedHint(True)


session.connect_to_signal("Lock", lock)
session.connect_to_signal("Unlock", lambda: session.SetLockedHint(False))
print("ready", flush=True)
GLib.MainLoop().run()
