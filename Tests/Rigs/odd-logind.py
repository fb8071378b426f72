#!/usr/bin/python3
"""A logind that answers what it never should. Argument: what is wrong with it."""

import sys

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
    def answer(self, reply, fail):
        if oddity == "error":
            fail(dbus.DBusException("line one\nline two \x1b[31m", name="org.example.Odd"))
        elif oddity == "nothing":
            reply()
        elif oddity == "lidless":
            reply(dbus.Array([], signature="(ssssuu)"))
        elif oddity != "slow":
            reply({"number": 7, "text": "\x1b]0;x", "rows": ["a", "b"]}[oddity])

    @dbus.service.method(
        MANAGER, in_signature="ssss", out_signature=kinds.get(oddity, "h"),
        async_callbacks=("reply", "fail"))
    def Inhibit(self, what, who, why, mode, reply, fail):
        self.answer(reply, fail)

    @dbus.service.method(
        MANAGER, out_signature=kinds.get(oddity, "a(ssssuu)"), async_callbacks=("reply", "fail"))
    def ListInhibitors(self, reply, fail):
        self.answer(reply, fail)

    @dbus.service.method("org.freedesktop.DBus.Properties", in_signature="s", out_signature="a{sv}")
    def GetAll(self, interface):
        if oddity == "number":
            return dbus.Dictionary({"LidClosed": "perhaps", "Docked": 9}, signature="sv")
        if oddity == "lidless":
            return dbus.Dictionary({"HandleLidSwitch": "suspend"}, signature="sv")
        # Right enough to go on with.
        return dbus.Dictionary({"HandleLidSwitch": "suspend", "LidClosed": 3}, signature="sv")


name = dbus.service.BusName(NAME, bus)
odd = Odd(bus, "/org/freedesktop/login1")
print("ready", flush=True)
GLib.MainLoop().run()
