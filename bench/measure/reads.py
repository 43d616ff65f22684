"""Reads: beside nginx, which serves the same bytes from files, and beside Go and FastAPI on the same SQLite."""

import re
import statistics

from . import peers, shop
from .machine import WORK, Failure, fetch, run, say, tool
from .results import Section, Target

PRODUCTS = 10_000
CONNECTIONS = 32
ONE = "/api/v1/products/1/"
MANY = "/api/v1/products/?limit=20"

# Those who ask for the same thing at the same time share one load, so without a cache each asks for another, and the
# two threads of wrk begin far apart.
SCRIPTS = {
    "one": f"""local threads = 0
setup = function(thread)
    thread:set("id", threads * {PRODUCTS} / 2)
    threads = threads + 1
end
request = function()
    id = id % {PRODUCTS} + 1
    return wrk.format("GET", "/api/v1/products/" .. id .. "/")
end
""",
    "many": """local threads = 0
setup = function(thread)
    thread:set("offset", threads * 50)
    threads = threads + 1
end
request = function()
    offset = (offset + 1) % 100
    return wrk.format("GET", "/api/v1/products/?limit=20&offset=" .. offset)
end
""",
}


def requests_a_second(url, script=None, seconds=3):
    command = [tool("wrk"), "-t", "2", "-c", CONNECTIONS]
    if script:
        path = WORK / f"{script}.lua"
        path.write_text(SCRIPTS[script])
        command += ["-s", path]
    run(*command, "-d", "1s", url)
    output = run(*command, "-d", f"{seconds}s", url)
    if "Non-2xx" in output or "Socket errors" in output:
        raise Failure(f"{url} answered with errors:\n{output}")
    return float(re.search(r"Requests/sec:\s*([\d.]+)", output).group(1))


def measure(rounds, seconds):
    data = shop.copy(shop.stocked(PRODUCTS), "reads")
    # On data of its own, as a folder belongs to one process.
    uncached_data = shop.copy(shop.stocked(PRODUCTS), "reads-uncached")
    cached = shop.Shop(data, "reads")
    uncached = shop.Shop(uncached_data, "reads-uncached", CACHE_MEGABYTES=0)
    files = peers.nginx({"one.json": fetch(cached.url + ONE), "many.json": fetch(cached.url + MANY)})
    go = peers.go(uncached_data / "catalog.sqlite")
    fastapi = peers.fastapi(uncached_data / "catalog.sqlite")
    peers.expect_same_answers(uncached.url, go, "Go")
    peers.expect_same_answers(uncached.url, fastapi, "FastAPI")

    turns = {
        "nginx one": (f"{files}/one.json", None), "cached one": (cached.url + ONE, None),
        "uncached one": (uncached.url, "one"), "go one": (go, "one"), "fastapi one": (fastapi, "one"),
        "nginx many": (f"{files}/many.json", None), "cached many": (cached.url + MANY, None),
        "uncached many": (uncached.url, "many"), "go many": (go, "many"), "fastapi many": (fastapi, "many"),
        "livez": (f"{cached.url}/livez", None),
    }
    seen = {name: [] for name in turns}
    for number in range(rounds):
        say(f"Reads: round {number + 1} of {rounds}")
        for name, (url, script) in turns.items():
            seen[name].append(requests_a_second(url, script, seconds))
    rate = {name: statistics.median(values) for name, values in seen.items()}

    section = Section(
        "Reads",
        "nginx serves from files the bytes that Souk makes; Go (net/http, database/sql) and FastAPI (uvicorn, uvloop) "
        "ask the same SQLite the same questions, and each was checked to give the same answers. Souk's answers pass "
        "the gateway's port and every middleware: request id, trace, metrics, security headers, CORS, deadline, "
        f"authentication. {CONNECTIONS} connections, median of {rounds} rounds of {seconds} s, {PRODUCTS:,} products.",
        ["answer", "Souk/s", "nginx/s", "Go/s", "FastAPI/s", "ratio to"])

    def row(name, ours, kind, to, limit=None):
        others = [f"{rate[f'{peer} {kind}']:,.0f}" for peer in ("nginx", "go", "fastapi")]
        ratio = rate[ours] / rate[f"{to} {kind}"]
        section.add(
            name, f"{rate[ours]:,.0f}", *others, f"{dict(nginx='nginx', go='Go')[to]}: {ratio:.2f}", value=ratio,
            target=Target(limit) if limit else None)

    row("one product, cached", "cached one", "one", "nginx", 0.60)
    row("one product, from SQLite", "uncached one", "one", "nginx", 0.30)
    row("one product, from SQLite", "uncached one", "one", "go")
    row("a list of 20, cached", "cached many", "many", "nginx")
    row("a list of 20, from SQLite", "uncached many", "many", "nginx", 0.15)
    row("a list of 20, from SQLite", "uncached many", "many", "go", 1.0)
    row("`/livez`", "livez", "one", "nginx")
    return [section]
