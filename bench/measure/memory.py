"""Start, memory, and the whole mix of what a shop is asked."""

import statistics
import time

from . import orders, shop
from .machine import say
from .results import Section, Target

PRODUCTS = 10_000


def measure(rounds, seconds):
    data = shop.copy(shop.stocked(PRODUCTS), "memory")
    starts, idle = [], []
    for number in range(rounds):
        say(f"Start: round {number + 1} of {rounds}")
        running = shop.Shop(data, "start")
        starts.append(running.seconds_until_ready)
        time.sleep(2)
        idle.append(running.resident_megabytes)
        running.stop()
    say("The whole mix")
    running = shop.Shop(data, "mix")
    report = orders.load(running.url, data, max(20, 4 * seconds))
    running.rest()
    loaded = running.resident_megabytes
    running.check()
    running.stop()

    start = Section(
        "Start and memory",
        f"`souk up`, all services in one process, on a migrated folder with {PRODUCTS:,} products; from the start of "
        "the program to the first `200` of `/readyz`. Memory is what is resident, 2 s after the start and once the "
        f"shop has come to rest after the mix below. Median of {rounds} starts.",
        ["", "measured"])
    ready = statistics.median(starts)
    start.add("ready", f"{ready:.2f} s", value=ready, target=Target(0.5, " s", at_most=True))
    rest = statistics.median(idle)
    start.add("resident, idle", f"{rest:.0f} MB", value=rest, target=Target(80, " MB", at_most=True))
    start.add("resident, after the load", f"{loaded:.0f} MB", value=loaded, target=Target(128, " MB", at_most=True))

    mix = Section(
        "The whole mix",
        f"`souk-load`: {orders.BUYERS} visitors who browse 10, search 3, fill carts 3, order 1, and staff 0.2, as fast "
        f"as they are answered, for {report['seconds']:.0f} s. Any error would fail the run; `souk check` found every "
        "invariant to hold afterwards.",
        ["kind", "requests/s", "p50", "p99"])
    for kind in report["kinds"]:
        mix.add(
            kind["name"], f"{kind['rate']:,.0f}", f"{kind['median_milliseconds']:.1f} ms",
            f"{kind['p99_milliseconds']:.1f} ms")
    mix.add("all", f"{sum(kind['rate'] for kind in report['kinds']):,.0f}", "", "")
    return [start, mix]
