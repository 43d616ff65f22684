"""A cluster of which every process is killed at every step of an order."""

import os
import re
import subprocess
import sys

from measure.machine import ROOT, Failure, say

TEST = "test_4_any_process_may_be_killed_amid_a_visit_and_the_shop_recovers"


def run():
    say("Building souk")
    subprocess.run(["swift", "build", "--product", "souk"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    say("Killing every process of a cluster at every step of an order")
    done = subprocess.run(
        ["scripts/test-cluster", f"Tests.ClusterTests.test_cluster.ClusterTests.{TEST}"], cwd=ROOT,
        stdout=subprocess.PIPE, text=True, env={**os.environ, "SOUK_KILLS": "all"})  # fmt: skip
    if done.returncode != 0:
        raise Failure(f"scripts/test-cluster ended with {done.returncode}:\n{done.stdout[-8000:]}")
    return section(done.stdout)


def section(output):
    sys.path.insert(0, str(ROOT))
    from Tests.ClusterTests.kills import MOMENTS, STEPS

    told = re.search(r"^(\d+) kills$", output, re.MULTILINE)
    if not told or int(told.group(1)) != len(MOMENTS) * len(STEPS):
        raise Failure(f"scripts/test-cluster did not kill each at every step:\n{output[-2000:]}")
    return f"""## Kills

A cluster of {len(MOMENTS)} processes, servers and gateway among them. Each was killed at {len(STEPS)} moments of a visit, before
its first step and after each of the next {len(STEPS) - 1}: {told.group(1)} kills. After each the cluster was whole again by
itself, a visit came to its end, and `souk check` saw every invariant hold."""
