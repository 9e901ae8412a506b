"""Refuses connections to other machines, in this process and in every Python started from it.

Python imports a module of this name by itself when its folder is on PYTHONPATH. Attempts are written to the file named
in ADVISOR_TEST_OUTSIDE_LOG, so that one which a library swallows is found all the same.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

_LOOKUPS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
_CONNECTIONS = {"socket.connect", "socket.sendto", "socket.sendmsg"}
_LOOPBACK = {"", "localhost", "localhost.localdomain", "::1", "::ffff:127.0.0.1", "0.0.0.0", "::"}


def is_loopback(host: object) -> bool:
    """Whether a host as given to the socket module is this machine; None and "" are."""
    name = host.decode() if isinstance(host, bytes) else str(host or "")
    return name in _LOOPBACK or name.startswith("127.")


def target(event: str, arguments: tuple[object, ...]) -> object:
    """The host an audited event reaches for; None where the event stays on this machine."""
    if event in _LOOKUPS:
        return arguments[0]
    if event in _CONNECTIONS:
        address = arguments[1]
        # Unix sockets have a path for an address, netlink sockets a pair of numbers.
        return address[0] if isinstance(address, tuple) and isinstance(address[0], str) else None
    return None


def _refuse_outside(event: str, arguments: tuple[object, ...]) -> None:
    if not event.startswith("socket."):
        return
    host = target(event, arguments)
    if is_loopback(host):
        return
    log = os.environ.get("ADVISOR_TEST_OUTSIDE_LOG")
    if log:
        with Path(log).open("a", encoding="utf-8") as file:
            file.write(f"{event} {host} (process: {' '.join(sys.orig_argv[:4])[:200]})\n")
    raise OSError(f"tests may not reach other machines: {event} {host}")


if os.environ.get("ADVISOR_TEST_OUTSIDE_LOG"):
    sys.addaudithook(_refuse_outside)
