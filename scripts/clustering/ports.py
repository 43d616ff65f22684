"""Ports of this machine: free ones, and who holds those that are taken."""

import os
import random
import socket

from .failure import Failure

# Above those that services choose for themselves, and below the range from which outgoing connections take theirs.
LOWEST, HIGHEST = 20_000, 31_999


class PortPicker:
    """Gives free ports, each once.

    A server binds its port some time after it was given one, RabbitMQ seconds later. Until then the port is kept from
    other runs on this machine by a name in the abstract namespace of Unix sockets, which is gone with the process.
    """

    def __init__(self):
        self._claims = []
        self._next = random.randrange(LOWEST, HIGHEST)

    def take(self):
        for _ in range(HIGHEST - LOWEST):
            # Threads may share a picker: the name is what only one can have.
            self._next = port = self._next + 1 if self._next < HIGHEST else LOWEST
            claim = socket.socket(socket.AF_UNIX)
            try:
                claim.bind(f"\0souk-port-{port}")
            except OSError:
                claim.close()
                continue
            if is_free(port):
                self._claims.append(claim)
                return port
            claim.close()
        raise Failure(f"no port from {LOWEST} to {HIGHEST} is free")


def is_free(port):
    return obstacle(port, (socket.SOCK_STREAM, socket.SOCK_DGRAM)) is None


def obstacle(port, kinds=(socket.SOCK_STREAM,)):
    """Why a port cannot be had for all these kinds of sockets and what can be done; None if it can be had."""
    for kind in kinds:
        refusal = _refusal(port, kind)
        if isinstance(refusal, PermissionError):
            return "is for root alone: choose another"
        if refusal:
            return f"is taken by {holder(port, kind) or 'another process'}: end that, or choose another"
    return None


def _refusal(port, kind):
    with socket.socket(type=kind) as probe:
        if kind == socket.SOCK_STREAM:
            # What closed a moment ago may still have connections that fade away: servers listen all the same.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
            return None
        except OSError as error:
            return error


def holder(port, kind):
    """The process that has a port, as `name (pid 123)`; None if that cannot be known."""
    inodes = set(_listening_inodes(port, kind))
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            for descriptor in os.listdir(f"/proc/{pid}/fd"):
                target = os.readlink(f"/proc/{pid}/fd/{descriptor}")
                if target.startswith("socket:[") and target[8:-1] in inodes:
                    with open(f"/proc/{pid}/comm", encoding="utf-8") as name:
                        return f"{name.read().strip()} (pid {pid})"
        except OSError:
            continue
    return None


def _listening_inodes(port, kind):
    # In the system's tables 0A is a socket that listens, and 07 one that takes what anybody sends.
    tables, state = (("tcp", "tcp6"), "0A") if kind == socket.SOCK_STREAM else (("udp", "udp6"), "07")
    for table in (f"/proc/net/{name}" for name in tables):
        try:
            with open(table, encoding="ascii") as lines:
                next(lines)
                for line in lines:
                    fields = line.split()
                    if fields[3] == state and int(fields[1].rpartition(":")[2], 16) == port:
                        yield fields[9]
        except OSError:
            continue
