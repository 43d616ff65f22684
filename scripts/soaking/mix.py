"""Visitors in a shop for a long time: what it holds of memory, descriptors and disk must not grow."""

import dataclasses
import json
import os
import pathlib
import statistics
import subprocess
import time

from measure import shop
from measure.machine import Failure, say

PRODUCTS = 10_000
VISITORS = 64
INTERVAL = 5
# What may be held at any time.
MOST_MEGABYTES = 128
# The last third of the samples beside the second: the first is when caches fill.
MOST_GROWTH = 1.05
# At rest after the visitors, beside at rest after the first of them: while they are there, each holds connections.
MOST_MORE_DESCRIPTORS = 8
FIRST_VISITORS_SECONDS = 60
# Before that, caches fill, and growth says nothing.
JUDGED_FROM_SECONDS = 600
# A log that is written back to its database stays near SQLite's 4 MB; a reader that stands still lets it grow.
MOST_LOG_MEGABYTES = 64


@dataclasses.dataclass
class Sample:
    seconds: float
    megabytes: float
    descriptors: int
    log_megabytes: float
    disk_megabytes: float


def sample(running, began):
    files = [path for path in pathlib.Path(running.data).rglob("*") if path.is_file()]
    sizes = {path: path.stat().st_size / 2**20 for path in files}
    return Sample(
        time.monotonic() - began, running.resident_megabytes,
        len(os.listdir(f"/proc/{running.process.pid}/fd")),
        max((size for path, size in sizes.items() if path.name.endswith("-wal")), default=0), sum(sizes.values()))


def thirds(samples):
    """The medians of the memory in the second and in the last third."""
    third = len(samples) // 3
    numbers = [each.megabytes for each in samples]
    return statistics.median(numbers[third:2 * third]), statistics.median(numbers[2 * third:])


def faults(samples, first, last_at_rest, seconds):
    """What is not as it has to be, in words."""
    if len(samples) < 6:
        return ["too few samples to say anything"]
    second, last = thirds(samples)
    most = max(each.megabytes for each in samples)
    found = []
    judged = seconds >= JUDGED_FROM_SECONDS
    if judged and last > second * MOST_GROWTH:
        found.append(f"memory grows: {second:.1f} MB in the second third, {last:.1f} MB in the last")
    if most > MOST_MEGABYTES:
        found.append(f"memory reaches {most:.1f} MB, more than {MOST_MEGABYTES} MB")
    if last_at_rest.descriptors > first.descriptors + MOST_MORE_DESCRIPTORS:
        found.append(f"descriptors stay: {first.descriptors} after the first visitors, {last_at_rest.descriptors} at the end")
    log = max(each.log_megabytes for each in samples)
    if log > MOST_LOG_MEGABYTES:
        found.append(f"a write-ahead log reaches {log:.0f} MB")
    return found


def run(seconds, rate):
    data = shop.copy(shop.stocked(PRODUCTS), "soak")
    running = shop.Shop(data, "soak")
    time.sleep(1)
    say(f"Visitors for {seconds} s, {rate or 'as many as are answered'} requests a second")
    # The first visitors have connections to databases opened, and caches filled.
    await_end(visitors(running, data, FIRST_VISITORS_SECONDS, rate))
    running.rest()
    began = time.monotonic()
    first = sample(running, began)
    load = visitors(running, data, seconds, rate)
    samples = []
    interval = min(INTERVAL, max(0.25, seconds / 40))
    while load.poll() is None:
        time.sleep(interval)
        if load.poll() is None:
            samples.append(sample(running, began))
            if len(samples) % 60 == 0:
                say(f"  {samples[-1].seconds:5.0f} s: {samples[-1].megabytes:.1f} MB, {samples[-1].descriptors} descriptors")
    report = json.loads(await_end(load))
    running.rest()
    last_at_rest = sample(running, began)
    running.check()
    running.stop()
    if running.process.returncode != 0:
        raise Failure(f"the shop ended with {running.process.returncode}")
    found = faults(samples, first, last_at_rest, seconds)
    if found:
        raise Failure("; ".join(found))
    return section(report, first, samples, last_at_rest, seconds)


def visitors(running, data, seconds, rate):
    return subprocess.Popen(
        [shop.build()["load"], "--base-url", running.url, "--data-dir", str(data), "--visitors", str(VISITORS),
         "--seconds", str(seconds), "--rate", str(rate), "--json"], stdout=subprocess.PIPE, text=True)


def await_end(load):
    """What it has printed; it fails if any request failed."""
    output = load.stdout.read()
    if load.wait() != 0:
        raise Failure(f"souk-load ended with {load.returncode}: {output[-2000:]}")
    return output


def section(report, first, samples, last_at_rest, seconds):
    is_judged = seconds >= JUDGED_FROM_SECONDS
    limit = f" (at most {MOST_GROWTH - 1:.0%} more)" if is_judged else ""
    note = "" if is_judged else "\n\n**Shorter than ten minutes: growth not judged.**"
    requests = sum(kind["count"] for kind in report["kinds"])
    orders = next((kind["count"] for kind in report["kinds"] if kind["name"] == "order"), 0)
    second, last = thirds(samples)
    grown = samples[-1].disk_megabytes - first.disk_megabytes
    rows = [
        ("requests, none of which failed", f"{requests:,} in {report['seconds']:.0f} s"),
        ("orders", f"{orders:,}"),
        ("resident after the first of them", f"{first.megabytes:.1f} MB"),
        ("resident, median of the second third", f"{second:.1f} MB"),
        (f"resident, median of the last third{limit}", f"{last:.1f} MB"),
        (f"resident at most (at most {MOST_MEGABYTES} MB)", f"{max(each.megabytes for each in samples):.1f} MB"),
        (f"descriptors at rest, before and after (at most {MOST_MORE_DESCRIPTORS} more)",
         f"{first.descriptors} and {last_at_rest.descriptors}"),
        (f"longest write-ahead log (at most {MOST_LOG_MEGABYTES} MB)",
         f"{max(each.log_megabytes for each in samples):.1f} MB"),
        ("disk taken by what was ordered", f"{grown:.0f} MB"),
    ]
    table = "\n".join(f"| {name} | {value} |" for name, value in rows)
    return f"""## The mix

`souk up`, all services in one process, {PRODUCTS:,} products; for {seconds:,} s `souk-load` with {VISITORS} visitors who browse
10, search 3, fill carts 3, order 1, staff 0.2. {len(samples)} samples. Afterwards the shop ended by itself when it was
told to, and `souk check` found every invariant to hold.{note}

| | |
| --- | ---: |
{table}"""
