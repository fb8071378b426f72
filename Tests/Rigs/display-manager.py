#!/usr/bin/python3
"""Stands in for GDM, of which GNOME Shell asks only the version before it locks a screen."""

import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
bus = dbus.SystemBus()
NAME = "org.gnome.DisplayManager"


class Manager(dbus.service.Object):
    @dbus.service.method("org.freedesktop.DBus.Properties", in_signature="ss", out_signature="v")
    def Get(self, interface, name):
        return {"Version": "43.0"}.get(name, "")

    @dbus.service.method("org.freedesktop.DBus.Properties", in_signature="s", out_signature="a{sv}")
    def GetAll(self, interface):
        return dbus.Dictionary({"Version": "43.0"}, signature="sv")


name = dbus.service.BusName(NAME, bus)
manager = Manager(bus, "/org/gnome/DisplayManager/Manager")
print("ready", flush=True)
GLib.MainLoop().run()
