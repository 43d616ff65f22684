"""Orders: placed over HTTP, beside the same transactions committed bare and in sequence."""

import json
import statistics
import subprocess

from . import peers, shop
from .machine import Failure, flush_microseconds, run, say
from .results import Section, Target

PRODUCTS = 10_000
BUYERS = 64


def placed_a_second(running, goods, seconds):
    """Confirmed orders a second. Anything else would be an error, and stop everything here."""
    report = load(running.url, running.data, seconds, "--mix", "order=1", "--lines", 1, "--goods", goods)
    return report["kinds"][0]["rate"]


def load(url, data, seconds, *options):
    """The report of souk-load. `data` is the shop's folder, for the credentials of its admin."""
    command = [
        shop.build()["load"], "--base-url", url, "--data-dir", data, "--visitors", BUYERS, "--seconds", seconds,
        "--json", *options]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    report = json.loads(done.stdout) if done.stdout.startswith("{") else None
    if done.returncode != 0 or report is None or report["errors"] > 0:
        raise Failure(f"souk-load met errors:\n{done.stdout}{done.stderr}")
    return report


def measure(rounds, seconds):
    # Long enough for checkpoints to fall into each turn.
    seconds = max(5, seconds)
    bare = peers.bare_orders()
    stocked = shop.stocked(PRODUCTS)
    bare_data = shop.copy(stocked, "orders-bare")
    running = shop.Shop(shop.copy(stocked, "orders"), "orders")
    seen = {"bare": [], "many": [], "hot": []}
    flushes = []
    for number in range(rounds):
        say(f"Orders: round {number + 1} of {rounds}")
        flushes.append(flush_microseconds())
        seen["bare"].append(float(run(bare, bare_data, seconds)))
        seen["many"].append(placed_a_second(running, BUYERS, seconds))
        running.rest()
        seen["hot"].append(placed_a_second(running, 1, seconds))
        running.rest()
    running.check()
    running.stop()
    rate = {name: statistics.median(values) for name, values in seen.items()}

    section = Section(
        "Orders",
        f"`POST /api/v1/orders/` with an `Idempotency-Key`, {BUYERS} buyers at once on connections that stay, all "
        "services in one process, SQLite with `synchronous = full`. Only orders that were answered as confirmed count; "
        "`souk check` found every invariant to hold afterwards. Beside it, `bench/peers/bare/orders.c` commits the "
        "three transactions of such an order, statement by statement, on one connection to each database, in "
        "sequence, with nothing else to do. "
        f"Median of {rounds} rounds of {seconds} s; one flush of this disk took "
        f"{statistics.median(flushes):,.0f} µs.",
        ["orders", "a second", "beside", "ratio"])
    ratio = rate["many"] / rate["bare"]
    section.add(
        "64 buyers, 64 products", f"{rate['many']:,.0f}", f"bare: {rate['bare']:,.0f}", f"{ratio:.2f}", value=ratio,
        target=Target(1.0))
    ratio = rate["hot"] / rate["many"]
    section.add(
        "64 buyers, one hot product", f"{rate['hot']:,.0f}", f"64 products: {rate['many']:,.0f}", f"{ratio:.2f}",
        value=ratio, target=Target(0.5))
    return [section]
