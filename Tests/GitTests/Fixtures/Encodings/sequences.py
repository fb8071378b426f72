#!/usr/bin/python3
"""sequences.py NAME: what the C library makes of each sequence of one or two bytes in the encoding.

A line is the character that a byte from 128 on is, or for one that is none by itself those that it
is together with the bytes from 64 on; an empty place is no character.
"""
import ctypes
import sys

libc = ctypes.CDLL(None)
libc.iconv_open.restype = ctypes.c_void_p
libc.iconv.argtypes = [ctypes.c_void_p] + [ctypes.c_void_p] * 4
libc.iconv.restype = ctypes.c_size_t


def decoder(name):
    """A function that gives the character of some bytes; nothing where they are not just one."""
    handle = libc.iconv_open(b"UTF-32LE", name.encode())
    if handle == ctypes.c_void_p(-1).value:
        sys.exit(f"the C library does not know {name}")

    def decode(sequence):
        libc.iconv(handle, None, None, None, None)
        source, target = ctypes.create_string_buffer(sequence), ctypes.create_string_buffer(16)
        begin = ctypes.cast(source, ctypes.c_char_p)
        end = ctypes.cast(target, ctypes.c_char_p)
        left, room = ctypes.c_size_t(len(sequence)), ctypes.c_size_t(16)
        begin = ctypes.c_void_p(ctypes.addressof(source))
        end = ctypes.c_void_p(ctypes.addressof(target))
        result = libc.iconv(handle, ctypes.byref(begin), ctypes.byref(left), ctypes.byref(end), ctypes.byref(room))
        # Nothing may be left in the state, either.
        if result == ctypes.c_size_t(-1).value or left.value or libc.iconv(
                handle, None, None, ctypes.byref(end), ctypes.byref(room)) == ctypes.c_size_t(-1).value:
            return None
        text = target.raw[:16 - room.value].decode("utf-32-le")
        return text if len(text) == 1 else None
    return decode


def rows(name):
    """For each byte from 128 on a character, or the list of those of two bytes."""
    decode = decoder(name)
    for first in range(128, 256):
        single = decode(bytes([first]))
        yield single or [decode(bytes([first, second])) for second in range(64, 256)]


if __name__ == "__main__":
    for row in rows(sys.argv[1]):
        print(" ".join(f"{ord(c):x}" if c else "-" for c in ([row] if isinstance(row, str) else row)))
