#!/usr/bin/python3
"""odd-shell.py HOW: has the names of GNOME Shell and of its extension on the session bus, and answers as no Shell should.

HOW is silent (never), dies (instead), ended (as while the screen is locked), other (with other types), garbage (no JSON), half (JSON of another
form), far (a frame at the end of all numbers), huge (ten thousand windows), hostile (titles that steer a terminal), or odd (an outcome that there is not).
"""
import json
import os
import sys

from gi.repository import Gio, GLib

how = sys.argv[1]
NAME, PATH = "io.github.detour.Windows", "/io/github/detour/Windows"
ROOT = os.path.dirname(os.path.abspath(__file__)) + "/../.."
XML = f"{ROOT}/desktop/gnome-shell/extensions/detour@detour.github.io/windows/interface.xml"


def window(number, title):
    return {"id": number, "xid": 0, "order": number, "used": 0, "pid": 1, "type": 0, "title": title, "class": "Odd",
            "instance": "odd", "app": "", "role": "", "parent": 0, "workspace": 0, "monitor": 0, "state": 0,
            "frame": [0, 0, 10, 10], "client": [0, 0, 10, 10]}


def state(windows):
    return {"rows": 1, "columns": 1, "dynamic": False, "overview": False, "primary": 0, "focus": 0, "active": 0,
            "workspaces": ["one"], "monitors": [{"geometry": [0, 0, 1280, 720], "scale": 1, "area": [0, 32, 1280, 688]}],
            "windows": windows}


TEXTS = {
    "garbage": "{\"windows\": [",
    "half": json.dumps({"windows": [{"id": "three"}], "workspaces": 7}),
    "far": json.dumps(state([dict(window(1, "plain"), frame=[-2 ** 63, 0, 10, 10])])),
    "huge": json.dumps(state([window(n, "x" * 200) for n in range(10000)])),
    "hostile": json.dumps(state([window(1, "\x1b]0;owned\x07\n\u009b31m\u202e"), window(2 ** 31, "plain")])),
    "odd": json.dumps(state([window(1, "plain")])),
}


def answer(_connection, _sender, _path, interface, method, _arguments, invocation):
    if how == "silent":
        return
    if how == "dies":
        os._exit(1)
    if how == "ended":
        invocation.return_dbus_error(f"{NAME}1.Error.Ended", "the extension was switched off")
    elif method == "Snapshot" and how == "other":
        # GDBus would not send these for that method: the interface of this mode says other types.
        invocation.return_value(GLib.Variant("(s)", ("{}",)))
    elif method == "Snapshot":
        invocation.return_value(GLib.Variant("(ts)", (1, TEXTS[how])))
    elif method == "Activate":
        invocation.return_value(GLib.Variant("(sst)", ("\x1b[31mfine", "because\nof", 0)))
    else:
        invocation.return_dbus_error(f"{NAME}1.Error.Failed", "no \x1b[31m such\nthing")


with open(XML) as file:
    xml = file.read()
if how == "other":
    xml = xml.replace('<arg name="serial" type="t" direction="out"/>', "", 1)
connection = Gio.bus_get_sync(Gio.BusType.SESSION, None)
connection.register_object(PATH, Gio.DBusNodeInfo.new_for_xml(xml).interfaces[0], answer, None, None)
for name in ("org.gnome.Shell", NAME):
    connection.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
                         GLib.Variant("(su)", (name, 0)), None, Gio.DBusCallFlags.NONE, -1, None)
print("ready", flush=True)
GLib.MainLoop().run()
