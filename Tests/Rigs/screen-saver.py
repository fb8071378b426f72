#!/usr/bin/python3
"""A desktop's screen saver that logind's Lock does not reach. Argument: its name on the bus.

With "deaf" after it, it never answers Lock, and does not lock; with "blank" it is active before anybody asks.
Prints "lock" for each time.
"""

import sys

import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
bus = dbus.SessionBus()
NAME = sys.argv[1]


class Saver(dbus.service.Object):
    active = "blank" in sys.argv

    @dbus.service.method(NAME, async_callbacks=("reply", "fail"))
    def Lock(self, reply, fail):
        print("lock", flush=True)
        if "deaf" not in sys.argv:
            self.active = True
            self.ActiveChanged(True)
            reply()

    @dbus.service.signal(NAME, signature="b")
    def ActiveChanged(self, active):
        pass

    @dbus.service.method(NAME, out_signature="b")
    def GetActive(self):
        return self.active


name = dbus.service.BusName(NAME, bus)
saver = Saver(bus, "/" + NAME.replace(".", "/"))
print("ready", flush=True)
GLib.MainLoop().run()
