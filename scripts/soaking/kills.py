"""A cluster of which every process is killed after every step of an order."""

import os
import re
import subprocess
import sys

from measure.machine import ROOT, Failure, say

TEST = "test_4_any_process_may_be_killed_amid_a_visit_and_the_shop_recovers"


def run():
    say("Building souk")
    subprocess.run(["swift", "build", "--product", "souk"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    say("Killing every process of a cluster after every step of an order")
    done = subprocess.run(
        ["scripts/test-cluster", f"Tests.ClusterTests.test_cluster.ClusterTests.{TEST}"], cwd=ROOT,
        stdout=subprocess.PIPE, text=True, env={**os.environ, "SOUK_KILLS": "all"})  # fmt: skip
    if done.returncode != 0 or not re.search(r"Ran 1 test in", done.stdout):
        raise Failure(f"scripts/test-cluster ended with {done.returncode}:\n{done.stdout[-8000:]}")
    return section()


def section():
    sys.path.insert(0, str(ROOT))
    from Tests.ClusterTests.kills import MOMENTS, STEPS

    count = len(MOMENTS) * len(STEPS)
    return f"""## Kills

A cluster of {len(MOMENTS)} processes, servers and gateway among them, of which each was killed after each of {len(STEPS)} steps
of a visit: {count} kills. After each the cluster was whole again by itself, the next visit came to its end, and `souk check` saw
every invariant hold."""
