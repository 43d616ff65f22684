"""Every fuzz target for a while, by scripts/fuzz."""

import re
import subprocess

from measure.machine import ROOT, Failure, say

LINE = re.compile(r"^(\S+)\s+(\d+) inputs,\s+(\d+) edges, nothing found$")


def run(seconds):
    say(f"Fuzzing: {seconds} s a target")
    process = subprocess.Popen(
        ["scripts/fuzz", "--seconds", str(seconds), "--jobs", "2"], stdout=subprocess.PIPE, text=True)
    rows = []
    for line in process.stdout:
        say("  " + line.rstrip())
        match = LINE.match(line)
        if match:
            rows.append(match.groups())
    if process.wait() != 0:
        raise Failure("the fuzzers found something: see .build/fuzz/findings, and scripts/fuzz --replay")
    targets = len(list((ROOT / "Fuzz" / "Seeds").iterdir()))
    if len(rows) != targets:
        raise Failure(f"{len(rows)} of {targets} targets ran to their end")
    table = "\n".join(f"| {name} | {int(inputs):,} | {int(edges):,} |" for name, inputs, edges in sorted(rows))
    return f"""## Fuzzing

libFuzzer with AddressSanitizer, {seconds} s a target, from the seeds in `Fuzz/Seeds` and what earlier runs kept: no
crash, no broken property, no input that takes more than its time.

| target | inputs | edges reached |
| --- | ---: | ---: |
{table}"""
