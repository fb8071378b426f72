#!/usr/bin/python3
"""Presses keys in GNOME Shell: a line of key codes in, "pressed" out.

mutter takes keys for a remote session only from the connection that made it, so one stays open.
"""

import sys

import dbus

bus = dbus.SessionBus()
NAME = "org.gnome.Mutter.RemoteDesktop"
service = dbus.Interface(bus.get_object(NAME, "/org/gnome/Mutter/RemoteDesktop"), NAME)
session = dbus.Interface(bus.get_object(NAME, service.CreateSession()), NAME + ".Session")
session.Start()

for line in sys.stdin:
    keys = [int(word) for word in line.split()]
    for key in keys:
        session.NotifyKeyboardKeycode(dbus.UInt32(key), True)
    for key in reversed(keys):
        session.NotifyKeyboardKeycode(dbus.UInt32(key), False)
    print("pressed", flush=True)
