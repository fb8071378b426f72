#!/usr/bin/python3
"""Stands in for the system's service manager, which logind asks to suspend and to make scopes.

Each unit that it is told to start or stop is a line in the file it is given: suspend.target means that the
machine would have suspended. A suspend lasts for as long as there is a file "asleep" beside that.
"""

import os
import sys

import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
NAME = "org.freedesktop.systemd1"
PATH = "/org/freedesktop/systemd1"
MANAGER = NAME + ".Manager"
# While a "suspend" lasts logind starts no other; with the lid closed it starts one after the other.
SUSPENDED_MILLISECONDS = 1000


class Unit(dbus.service.FallbackObject):
    @dbus.service.method("org.freedesktop.DBus.Properties", in_signature="ss", out_signature="v")
    def Get(self, interface, name):
        return {"LoadState": "loaded", "ActiveState": "active"}.get(name, "")

    @dbus.service.method(NAME + ".Scope")
    def Abandon(self):
        pass


class Manager(dbus.service.Object):
    jobs = 0

    def job(self, verb, unit):
        self.jobs += 1
        number = self.jobs
        path = "%s/job/%d" % (PATH, number)
        with open(sys.argv[1], "a") as log:
            log.write("%s %s\n" % (verb, unit))
        delay = SUSPENDED_MILLISECONDS if "suspend" in unit else 10

        def done():
            if "suspend" in unit and os.path.exists(os.path.dirname(sys.argv[1]) + "/asleep"):
                return True
            self.JobRemoved(number, path, unit, "done")
            return False

        GLib.timeout_add(delay, done)
        return dbus.ObjectPath(path)

    def unit(self, name):
        escaped = "".join(c if c.isalnum() else "_%02x" % ord(c) for c in name)
        return dbus.ObjectPath("%s/unit/%s" % (PATH, escaped))

    @dbus.service.method(MANAGER)
    def Subscribe(self):
        pass

    @dbus.service.method(MANAGER, in_signature="s", out_signature="o")
    def LoadUnit(self, name):
        return self.unit(name)

    @dbus.service.method(MANAGER, in_signature="s", out_signature="o")
    def GetUnit(self, name):
        return self.unit(name)

    @dbus.service.method(MANAGER, in_signature="ss", out_signature="o")
    def StartUnit(self, name, mode):
        return self.job("StartUnit", name)

    @dbus.service.method(MANAGER, in_signature="ss", out_signature="o")
    def StopUnit(self, name, mode):
        return self.job("StopUnit", name)

    @dbus.service.method(MANAGER, in_signature="ssa(sv)a(sa(sv))", out_signature="o")
    def StartTransientUnit(self, name, mode, properties, others):
        return self.job("StartTransientUnit", name)

    @dbus.service.method(MANAGER, in_signature="s")
    def AbandonScope(self, name):
        pass

    @dbus.service.signal(MANAGER, signature="uoss")
    def JobRemoved(self, number, job, unit, result):
        pass


bus = dbus.SystemBus()
name = dbus.service.BusName(NAME, bus)
manager = Manager(bus, PATH)
units = Unit(bus, PATH + "/unit")
GLib.MainLoop().run()
