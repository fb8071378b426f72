#!/usr/bin/python3
"""timeless.py DIRECTORY PLACE: mounts a directory at a place by FUSE, to be read; directories there have no times."""
import ctypes
import errno
import os
import stat
import struct
import sys

top, place = sys.argv[1:]
device = os.open("/dev/fuse", os.O_RDWR)
libc = ctypes.CDLL(None, use_errno=True)
options = f"fd={device},rootmode=40000,user_id={os.getuid()},group_id={os.getgid()}"
if libc.mount(b"fuse", place.encode(), b"fuse", 0, options.encode()):
    sys.exit(os.strerror(ctypes.get_errno()))
LOOKUP, FORGET, GETATTR, READLINK, OPEN, READ, STATFS, RELEASE = 1, 2, 3, 5, 14, 15, 17, 18
FLUSH, INIT, OPENDIR, READDIR, RELEASEDIR, ACCESS = 25, 26, 27, 28, 29, 34
BATCH_FORGET = 42
paths = {1: top}
numbers = {top: 1}


def attributes(path):
    status = os.lstat(path)
    seconds, nanoseconds = divmod(status.st_mtime_ns, 10**9)
    if stat.S_ISDIR(status.st_mode):
        seconds = nanoseconds = 0
    return struct.pack(
        "<6Q10I",
        *(status.st_ino, status.st_size, 8, seconds, seconds, seconds, nanoseconds, nanoseconds, nanoseconds),
        *(status.st_mode, status.st_nlink, status.st_uid, status.st_gid, 0, 4096, 0),
    )


def listing(path, offset, size):
    entries = b""
    for number, name in enumerate(sorted(os.listdir(path))[offset:], offset + 1):
        status = os.lstat(os.path.join(path, name))
        entry = struct.pack("<QQII", status.st_ino, number, len(name.encode()), status.st_mode >> 12) + name.encode()
        entry += b"\0" * (-len(entry) % 8)
        if len(entries) + len(entry) > size:
            break
        entries += entry
    return entries


def answer(operation, path, data):
    if operation == INIT:
        return struct.pack("<4I2H2I2H8I", 7, 31, 0, 0, 12, 9, 65536, 1, 1, 0, *[0] * 8)
    if operation == LOOKUP:
        inner = os.path.join(path, data.split(b"\0")[0].decode())
        found = attributes(inner)
        number = numbers.setdefault(inner, len(numbers) + 1)
        paths[number] = inner
        return struct.pack("<4Q2I", number, 0, 0, 0, 0, 0) + found
    if operation == GETATTR:
        return struct.pack("<Q2I", 0, 0, 0) + attributes(path)
    if operation == READLINK:
        return os.readlink(path).encode()
    if operation in (OPEN, OPENDIR):
        return struct.pack("<QIi", 0, 0, 0)
    if operation == READ:
        offset, size = struct.unpack("<QI", data[8:20])
        with open(path, "rb") as file:
            file.seek(offset)
            return file.read(size)
    if operation == READDIR:
        return listing(path, *struct.unpack("<QI", data[8:20]))
    if operation == STATFS:
        return struct.pack("<5Q4I24x", 1000, 500, 500, 1000, 500, 4096, 255, 4096, 0)
    if operation in (RELEASE, FLUSH, RELEASEDIR, ACCESS):
        return b""
    raise OSError(errno.ENOSYS, "")


while True:
    try:
        message = os.read(device, 1 << 20)
    except OSError as error:
        if error.errno == errno.ENODEV:
            break
        continue
    length, operation, unique, node = struct.unpack("<IIQQ", message[:24])
    if operation in (FORGET, BATCH_FORGET):
        continue
    try:
        data, code = answer(operation, paths.get(node, top), message[40:length]), 0
    except OSError as error:
        data, code = b"", -error.errno
    os.write(device, struct.pack("<IiQ", 16 + len(data), code, unique) + data)
