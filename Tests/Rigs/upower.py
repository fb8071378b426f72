#!/usr/bin/python3
"""A UPower which tells of its battery what it is told: a percentage a line.

With "closed" or "open" as its argument it has a lid that is so, else none.
"""

import sys

import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
bus = dbus.SystemBus()
NAME = "org.freedesktop.UPower"
PATH = "/org/freedesktop/UPower"
PROPERTIES = "org.freedesktop.DBus.Properties"


class Power(dbus.service.Object):
    @dbus.service.method(PROPERTIES, in_signature="s", out_signature="a{sv}")
    def GetAll(self, interface):
        lid = len(sys.argv) > 1
        return dbus.Dictionary({"LidIsPresent": lid, "OnBattery": True}, signature="sv")

    @dbus.service.method(PROPERTIES, in_signature="ss", out_signature="v")
    def Get(self, interface, name):
        return name == "LidIsClosed" and "closed" in sys.argv


class Batteries(dbus.service.Object):
    @dbus.service.signal(PROPERTIES, signature="sa{sv}as")
    def PropertiesChanged(self, interface, changed, invalidated):
        pass


name = dbus.service.BusName(NAME, bus)
power = Power(bus, PATH)
batteries = Batteries(bus, PATH + "/devices/DisplayDevice")


def told(source, condition):
    line = sys.stdin.readline()
    if line.strip():
        batteries.PropertiesChanged(NAME + ".Device", {"Percentage": float(line)}, [])
        print("told", flush=True)
    return bool(line)


GLib.io_add_watch(0, GLib.IO_IN | GLib.IO_HUP, told)
print("ready", flush=True)
GLib.MainLoop().run()
