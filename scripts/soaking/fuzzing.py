"""Every fuzz target for a while, by scripts/fuzz, which keeps what each came to."""

import subprocess

from measure import machine

RESULTS = machine.ROOT / ".build" / "fuzz" / "results"
TARGETS = machine.ROOT / "Fuzz" / "Seeds"


def run(seconds):
    machine.say(f"Fuzzing: {seconds} s a target")
    if subprocess.call(["scripts/fuzz", "--seconds", str(seconds), "--jobs", "2"]) != 0:
        raise machine.Failure("the fuzzers found something: see .build/fuzz/findings, and scripts/fuzz --replay")
    return section(seconds)


def section(least):
    """The last run of each target; fails if one is missing, found something, or was shorter than a report wants."""
    rows = [row(target.name, least) for target in sorted(TARGETS.iterdir())]
    table = "\n".join(rows)
    return f"""## Fuzzing

libFuzzer with AddressSanitizer, {least} s a target, from the seeds in `Fuzz/Seeds` and what earlier runs kept: no
crash, no broken property, no input that takes more than its time.

| target | inputs | edges reached | on |
| --- | ---: | ---: | --- |
{table}

{machine.facts()}."""


def row(name, least):
    path = RESULTS / name
    if not path.exists():
        raise machine.Failure(f"the target {name} has not come to its end: scripts/fuzz --seconds {least} {name}")
    seconds, inputs, edges, commit, date = path.read_text().split()
    if int(seconds) < least:
        raise machine.Failure(f"the target {name} was run for {seconds} s; a report wants {least}")
    return f"| {name} | {int(inputs):,} | {int(edges):,} | {date}, commit {commit} |"
