#!/usr/bin/python3
"""Touches libfprint's virtual reader: a command of its own a line in, "done" out.

The reader listens only while a program has claimed it, and takes one command a connection.
"""

import socket
import sys
import time

for line in sys.stdin:
    for attempt in range(2000):
        try:
            with socket.socket(socket.AF_UNIX) as reader:
                reader.connect(sys.argv[1])
                reader.sendall(line.strip().encode())
            print("done", flush=True)
            break
        except OSError as error:
            failure = error
            time.sleep(0.01)
    else:
        print(failure, flush=True)
