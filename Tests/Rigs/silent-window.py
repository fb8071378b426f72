#!/usr/bin/python3
"""silent-window.py TITLE: a Wayland window, 300 by 200, of a program that draws once and never answers again."""
import array
import os
import socket
import struct
import sys
import tempfile
import time

connection = socket.socket(socket.AF_UNIX)
connection.connect(os.path.join(os.environ["XDG_RUNTIME_DIR"], os.environ["WAYLAND_DISPLAY"]))
last = 1


def new():
    global last
    last += 1
    return last


def numbers(*values):
    return struct.pack("%dI" % len(values), *values)


def text(value):
    data = value.encode() + b"\0"
    return numbers(len(data)) + data + b"\0" * (-len(data) % 4)


def send(object, request, body=b"", descriptor=None):
    message = numbers(object, (8 + len(body)) << 16 | request) + body
    rights = [] if descriptor is None else [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [descriptor]))]
    connection.sendmsg([message], rights)


def events():
    data = b""
    while True:
        data += connection.recv(65536)
        while len(data) >= 8:
            object, head = struct.unpack("II", data[:8])
            if len(data) < head >> 16:
                break
            yield object, head & 0xFFFF, data[8:head >> 16]
            data = data[head >> 16:]


registry, done = new(), new()
send(1, 1, numbers(registry))
send(1, 0, numbers(done))
stream = events()
globals_ = {}
for object, event, body in stream:
    if object == registry and event == 0:
        name, length = struct.unpack("II", body[:8])
        globals_[body[8:7 + length].decode()] = name
    elif object == done:
        break


def bind(interface, version):
    object = new()
    send(registry, 0, numbers(globals_[interface]) + text(interface) + numbers(version, object))
    return object


compositor, memory, shell = bind("wl_compositor", 4), bind("wl_shm", 1), bind("xdg_wm_base", 1)
surface, role, window = new(), new(), new()
send(compositor, 0, numbers(surface))
send(shell, 2, numbers(role, surface))
send(role, 1, numbers(window))
send(window, 2, text(sys.argv[1]))
send(window, 3, text("org.example.Silent"))
send(surface, 6)
width, height = 300, 200
for object, event, body in stream:
    if object == role and event == 0:
        send(role, 4, body)
        file = tempfile.TemporaryFile()
        file.truncate(width * height * 4)
        pool, buffer = new(), new()
        send(memory, 0, numbers(pool, width * height * 4), file.fileno())
        send(pool, 0, numbers(buffer, 0, width, height, width * 4, 0))
        send(surface, 1, numbers(buffer, 0, 0))
        send(surface, 2, numbers(0, 0, width, height))
        send(surface, 6)
        break
print("ready", flush=True)
time.sleep(1000)
