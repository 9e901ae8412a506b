"""Inside a fresh network namespace: switch loopback on, then become the command given."""

from __future__ import annotations

import fcntl
import os
import socket
import struct
import sys

SET_FLAGS = 0x8914
UP_AND_RUNNING = 0x41

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
    fcntl.ioctl(control, SET_FLAGS, struct.pack("16sH14s", b"lo", UP_AND_RUNNING, b""))
names = [name for _, name in socket.if_nameindex()]
if names != ["lo"]:
    sys.exit(f"not a network of its own: {names}")
os.execvp(sys.argv[1], sys.argv[1:])
