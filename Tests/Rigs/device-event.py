#!/usr/bin/python3
"""Tells who listens of a device, as the kernel does. Arguments: the subsystem, and the device's path."""

import socket
import sys

subsystem, path = sys.argv[1:3]
NETLINK_KOBJECT_UEVENT = 15
with socket.socket(socket.AF_NETLINK, socket.SOCK_DGRAM, NETLINK_KOBJECT_UEVENT) as news:
    texts = ["change@" + path, "ACTION=change", "DEVPATH=" + path, "SUBSYSTEM=" + subsystem, "SEQNUM=1"]
    try:
        news.sendto("".join(text + "\0" for text in texts).encode(), (0, 1))
    except ConnectionRefusedError:
        # Nobody listens.
        pass
