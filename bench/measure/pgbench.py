"""pgbench, PostgreSQL's own client, which sends prepared statements and does nothing with what comes back."""

import re

from .grown import postgres_tool
from .machine import WORK, Failure, run


def transactions_a_second(postgres, database, script, clients, seconds, variables=None):
    """How often a script is run to its end. It is given as its text."""
    path = WORK / "pgbench.sql"
    path.write_text(script)
    options = [part for name, value in (variables or {}).items() for part in ("-D", f"{name}={value}")]
    output = run(
        postgres_tool("pgbench"), "--no-vacuum", "--protocol", "prepared", "--client", clients, "--jobs", 2, "--time",
        seconds, "--file", path, *options, postgres.url(database))
    if failed := re.search(r"number of failed transactions: ([1-9]\d*)", output):
        raise Failure(f"pgbench: {failed.group(1)} transactions failed:\n{output}")
    return float(re.search(r"tps = ([\d.]+) \(without initial connection time\)", output).group(1))
