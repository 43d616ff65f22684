"""How many connections processes of the shop may open to PostgreSQL."""

import re

from .tools import ROOT

LIMITS = "Sources/Kit/PostgreSQL/PostgreSQLDatabase+Limits.swift"
# For who looks or mends, for commands such as `souk check`, and those that PostgreSQL keeps for its superuser.
ROOM = 20


def of_a_loop(root=ROOT):
    """For each service and event loop: those for reads, for writes and for slow reads, as the program itself has them."""
    text = (root / LIMITS).read_text(encoding="utf-8")
    numbers = re.findall(r"public var (?:read|write|slow)Connections = (\d+)", text)
    if len(numbers) != 3:
        raise ValueError(f"{LIMITS} does not say how many connections there are")
    return sum(map(int, numbers))


def wanted(instances, loops, root=ROOT):
    """What the server has to take. `instances` are numbers by service; the largest is there twice while it is replaced."""
    counts = list(instances.values())
    return (sum(counts) + max(counts)) * loops * of_a_loop(root) + ROOM
