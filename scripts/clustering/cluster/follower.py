"""The logs of all processes, as one."""

import os
import sys


class Follower:
    """Prints what is added to logs, each line behind the name of whose it is."""

    def __init__(self, width, out=sys.stdout):
        self.width, self.out = width, out
        self.places = {}

    def follow(self, member):
        """From its end on: what stands there was of another run."""
        if member not in self.places:
            self.places[member] = [_length(member.log), b""]

    def forget(self, member):
        self.look(member)
        self.places.pop(member, None)

    def look_at_all(self):
        for member in list(self.places):
            self.look(member)

    def look(self, member):
        place = self.places.get(member)
        if place is None or _length(member.log) <= place[0]:
            return
        with open(member.log, "rb") as log:
            log.seek(place[0])
            read = log.read()
        place[0] += len(read)
        *lines, place[1] = (place[1] + read).split(b"\n")
        for line in lines:
            self.out.write(f"{member.name:<{self.width}} | {line.decode(errors='replace')}\n")
        self.out.flush()


def _length(path):
    try:
        return os.stat(path).st_size
    except OSError:
        return 0
