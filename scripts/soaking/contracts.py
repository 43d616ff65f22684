"""The contracts held against running shops, with many more examples than a test has time for."""

import os
import re
import subprocess

from measure.machine import ROOT, Failure, say

FIRST = re.compile(r"(\d+) examples a call, seed (\d+)")
LAST = re.compile(r"^(\d+) calls in (\d+) s$", re.MULTILINE)


def run(examples):
    say("Building souk")
    subprocess.run(["swift", "build", "--product", "souk"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    say(f"Holding shops against their contracts, {examples} examples a call")
    done = subprocess.run(
        ["scripts/test-contracts"], cwd=ROOT, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "SOUK_CONTRACT_EXAMPLES": str(examples)})
    if done.returncode != 0:
        raise Failure(f"scripts/test-contracts ended with {done.returncode}:\n{done.stdout[-8000:]}")
    return section(done.stdout)


def section(output):
    first, last = FIRST.search(output), LAST.search(output)
    if not first or not last:
        raise Failure(f"scripts/test-contracts told nothing:\n{output[-2000:]}")
    lines = output[:last.start()].splitlines()
    start = next(index for index, line in enumerate(lines) if line.startswith("calls "))
    roles = lines[start].split()[1:]
    # Who has no calls of a contract leaves a column empty: other services, which are the last.
    cells = [line.split() for line in lines[start + 1:] if line.strip()]
    rows = [[name, *(f"{int(calls):,}" for calls in counts)] for name, *counts in cells]
    rows = [row + [""] * (len(roles) + 1 - len(row)) for row in rows]
    pairs = sum(len(counts) for _, *counts in cells)
    table = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    return f"""## The contracts

schemathesis with {first.group(1)} examples a call, seed {first.group(2)}: {int(last.group(1)):,} calls in {pairs} pairs of a
contract and a role, each against a shop of its own. Nothing was found: no server error, no answer outside the contract,
and `souk check` saw every invariant hold in each of the shops.

| calls | {" | ".join(roles)} |
| --- |{" ---: |" * len(roles)}
{table}"""
