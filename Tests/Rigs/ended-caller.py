#!/usr/bin/python3
"""ended-caller.py alive|gone|zombie: asks the extension of GNOME Shell for its windows, on a connection of another process.

To a bus a connection belongs to the process that opened it, whoever goes on with it. That one lives, has gone, or has ended
and is not waited for. Prints "answered", or the name of the error.
"""
import os
import socket
import sys

from gi.repository import Gio

NAME, PATH = "io.github.detour.Windows", "/io/github/detour/Windows"
how = sys.argv[1]
kind, _, rest = os.environ["DBUS_SESSION_BUS_ADDRESS"].removeprefix("unix:").partition("=")
place = ("\0" if kind == "abstract" else "") + rest.partition(",")[0]


def talk(bus):
    bus.sendall(b"\0AUTH EXTERNAL " + str(os.getuid()).encode().hex().encode() + b"\r\n")
    bus.recv(1024)
    bus.sendall(b"BEGIN\r\n")
    for serial, call in ((1, ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "Hello")),
                         (2, (NAME, PATH, NAME + "1", "Snapshot"))):
        message = Gio.DBusMessage.new_method_call(*call)
        message.set_serial(serial)
        bus.sendall(message.to_blob(Gio.DBusCapabilityFlags.NONE))
    held = b""
    while True:
        while len(held) < 16 or len(held) < Gio.DBusMessage.bytes_needed(held):
            held += bus.recv(65536)
        length = Gio.DBusMessage.bytes_needed(held)
        message = Gio.DBusMessage.new_from_blob(held[:length], Gio.DBusCapabilityFlags.NONE)
        held = held[length:]
        if message.get_reply_serial() == 2:
            print(message.get_error_name() or "answered", flush=True)
            return


beginning, begin = os.pipe()
ending, end = os.pipe()
opener = os.fork()
if not opener:
    os.close(ending)
    bus = socket.socket(socket.AF_UNIX)
    bus.connect(place)
    if os.fork():
        if how == "alive":
            os.close(begin)
            os.close(end)
            os.wait()
        os._exit(0)
    os.close(begin)
    os.read(beginning, 1)
    talk(bus)
    os._exit(0)
os.close(end)
if how == "gone":
    os.waitpid(opener, 0)
elif how == "zombie":
    os.waitid(os.P_PID, opener, os.WEXITED | os.WNOWAIT)
os.close(begin)
os.read(ending, 1)
