#!/usr/bin/python3
"""scale-monitor.py SCALE: gives the first monitor of this session's mutter a scale, the nearest that its mode has."""
import sys

from gi.repository import Gio, GLib

bus = Gio.bus_get_sync(Gio.BusType.SESSION)
NAME, PATH = "org.gnome.Mutter.DisplayConfig", "/org/gnome/Mutter/DisplayConfig"


def call(method, arguments=None):
    return bus.call_sync(NAME, PATH, NAME, method, arguments, None, Gio.DBusCallFlags.NONE, 10000, None)


def state():
    return call("GetCurrentState").unpack()


serial, monitors, logical, _ = state()
(connector, *_), modes, _ = monitors[0]
mode, *_, scales, _ = modes[0]
scale = min(scales, key=lambda one: abs(one - float(sys.argv[1])))
assert abs(scale - float(sys.argv[1])) < 0.05, scales
call("ApplyMonitorsConfig", GLib.Variant("(uua(iiduba(ssa{sv}))a{sv})",
                                         (serial, 1, [(0, 0, scale, 0, True, [(connector, mode, {})])], {})))
assert abs(state()[2][0][2] - scale) < 0.05, state()[2]
