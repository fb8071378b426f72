#!/usr/bin/python3
"""Claims a reader of fprintd's and keeps it, as a lock screen does: its path is the argument."""

import sys

import dbus

reader = dbus.Interface(
    dbus.SystemBus().get_object("net.reactivated.Fprint", sys.argv[1]),
    "net.reactivated.Fprint.Device",
)
reader.Claim("")
print("held", flush=True)
sys.stdin.read()
