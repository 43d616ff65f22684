"""Every fuzz target for a while, by scripts/fuzz, which keeps what each came to."""

import subprocess

from measure import machine

from . import sections

RESULTS = machine.ROOT / ".build" / "fuzz" / "results"
TARGETS = machine.ROOT / "Fuzz" / "Seeds"


def run(seconds):
    machine.say(f"Fuzzing: {seconds} s a target")
    if subprocess.call(["scripts/fuzz", "--seconds", str(seconds), "--jobs", "2"]) != 0:
        raise machine.Failure("the fuzzers found something: see .build/fuzz/findings, and scripts/fuzz --replay")
    return section(seconds, is_reported=False)


def section(least, is_reported=True):
    """The last run of each target; fails if one is missing, found something or was shorter than is wanted, and in a report
    also if it was of changes that are in no commit."""
    rows = [row(target.name, least, is_reported) for target in sorted(TARGETS.iterdir())]
    table = "\n".join(rows)
    return f"""## Fuzzing

libFuzzer with AddressSanitizer, {least} s a target, from the seeds in `Fuzz/Seeds` and what earlier runs kept: no
crash, no broken property, no input that takes more than its time.

| target | inputs | edges reached | on |
| --- | ---: | ---: | --- |
{table}

{machine.facts()}."""


def row(name, least, is_reported):
    path = RESULTS / name
    if not path.exists():
        raise machine.Failure(f"the target {name} has not come to its end: scripts/fuzz --seconds {least} {name}")
    seconds, inputs, edges, commit, date = path.read_text().split()
    if int(seconds) < least:
        raise machine.Failure(f"the target {name} was run for {seconds} s; a report wants {least}")
    if is_reported:
        sections.refuse_dirty(f"the target {name}", f"commit {commit}")
    return f"| {name} | {int(inputs):,} | {int(edges):,} | {date}, commit {commit} |"
