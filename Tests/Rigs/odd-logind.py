#!/usr/bin/python3
"""A logind that answers what it never should. Argument: what is wrong with it."""

import os
import sys
import time

import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
bus = dbus.SystemBus()
NAME = "org.freedesktop.login1"
MANAGER = NAME + ".Manager"
oddity = sys.argv[1]
kinds = {"number": "u", "text": "s", "nothing": "", "rows": "as"}


class Odd(dbus.service.Object):
    @dbus.service.method(MANAGER, in_signature="ssss", out_signature=kinds.get(oddity, "h"))
    def Inhibit(self, what, who, why, mode):
        if oddity == "error":
            raise dbus.DBusException("line one\nline two \x1b[31m", name="org.example.Odd")
        if oddity == "slow":
            time.sleep(60)
        if oddity == "nothing":
            return None
        return {"number": 7, "text": "\x1b]0;x", "rows": ["a", "b"]}[oddity]

    @dbus.service.method(MANAGER, out_signature=kinds.get(oddity, "as"))
    def ListInhibitors(self):
        if oddity == "nothing":
            return None
        if oddity == "slow":
            time.sleep(60)
        if oddity == "error":
            raise dbus.DBusException("no", name="org.example.Odd")
        return {"number": 7, "text": "x", "rows": ["a"]}[oddity]

    @dbus.service.method("org.freedesktop.DBus.Properties", in_signature="s", out_signature="a{sv}")
    def GetAll(self, interface):
        return dbus.Dictionary({"LidClosed": "perhaps", "Docked": 9}, signature="sv")


name = dbus.service.BusName(NAME, bus)
odd = Odd(bus, "/org/freedesktop/login1")
print("ready", flush=True)
GLib.MainLoop().run()
