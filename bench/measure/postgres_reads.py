"""Uncached reads with the catalog on PostgreSQL: beside pgbench with the same statement, beside Go and FastAPI."""

import statistics

from . import grown, peers, pgbench
from .machine import Failure, fetch, say
from .reads import CONNECTIONS, MANY, ONE, PRODUCTS, requests_a_second
from .results import Section, Target
from .statements import Listening

# As many connections as answer most: tried with 2, 4, 8, 16 and 32.
GO_CONNECTIONS = 8


def measure(rounds, seconds):
    servers = grown.Servers(PRODUCTS)
    # Souk asks for it on its own connections: so everybody's queries are planned alike.
    servers.postgres.execute("alter database catalog set random_page_cost = 1.1;")
    catalog = grown.Parts(servers, ["accounts", "catalog"], CACHE_MEGABYTES=0)
    url = catalog.urls["catalog"]
    sql, pages = heard(servers.postgres, url)
    database = servers.postgres.url("catalog")
    go = peers.go(f"{database}?pool_max_conns={GO_CONNECTIONS}", sql)
    fastapi = peers.fastapi(database, sql)
    peers.expect_same_answers(url, go, "Go")
    peers.expect_same_answers(url, fastapi, "FastAPI")

    scripts = {
        "one": "\n".join([f"\\set id random(1, {PRODUCTS})", sql["one"].replace("$1", ":id") + ";", ""]),
        "many": "\n".join(
            ["\\set offset random(0, 99)", sql["list"].replace("$1", ":offset").replace("$2", pages) + ";", ""])}
    seen = {(who, kind): [] for kind in scripts for who in ("pgbench", "souk", "go", "fastapi")}
    for number in range(rounds):
        say(f"Reads on PostgreSQL: round {number + 1} of {rounds}")
        for kind, script in scripts.items():
            seen["pgbench", kind].append(
                pgbench.transactions_a_second(servers.postgres, "catalog", script, CONNECTIONS, seconds))
            for who, base in {"souk": url, "go": go, "fastapi": fastapi}.items():
                seen[who, kind].append(requests_a_second(base, kind, seconds))
    rate = {name: statistics.median(values) for name, values in seen.items()}
    catalog.stop()

    section = Section(
        "Reads from PostgreSQL",
        "`souk serve catalog` on its own port, without a cache of answers, on PostgreSQL as it comes (every commit "
        "flushed; an index costs no seek, `random_page_cost = 1.1`, for whoever asks). pgbench sends the very statement that Souk sends, prepared, as this run has heard it in PostgreSQL's "
        f"log, over {CONNECTIONS} connections, and reads nothing of the rows; Go (net/http, pgx with "
        f"{GO_CONNECTIONS} connections) and FastAPI (uvicorn with a worker a core, uvloop, asyncpg) ask it as well, and "
        f"each was checked to give the same answers. {CONNECTIONS} connections over HTTP, median of {rounds} rounds of "
        f"{seconds} s, {PRODUCTS:,} products; all share two cores with PostgreSQL and with what asks them.",
        ["answer", "Souk/s", "pgbench/s", "Go/s", "FastAPI/s", "ratio to"])
    names = {"one": "one product, from PostgreSQL", "many": "a list of 20, from PostgreSQL"}
    targets = {("one", "pgbench"): 0.4, ("one", "go"): 1.5, ("one", "fastapi"): 4.0}
    labels = {"pgbench": "pgbench", "go": "Go", "fastapi": "FastAPI"}
    for kind, name in names.items():
        rates = [f"{rate[who, kind]:,.0f}" for who in ("souk", "pgbench", "go", "fastapi")]
        for who, label in labels.items():
            ratio = rate["souk", kind] / rate[who, kind]
            limit = targets.get((kind, who))
            section.add(
                name, *rates, f"{label}: {ratio:.2f}", value=ratio, target=Target(limit) if limit else None)
    return [section]


def heard(postgres, url):
    """What the catalog sends for a product and for a list, by name, and how many rows it wants of a page."""
    with Listening(postgres) as listening:
        fetch(url + ONE)
        fetch(url + MANY + "&offset=40")
    reads = [each for each in listening.statements if each.database == "catalog" and "products p" in each.text]
    if [sorted(each.values) for each in reads] != [[1], [1, 2], [1]] or reads[1].values[1] != "40":
        raise Failure("a product and a list were asked of PostgreSQL in another way than was expected:\n"
                      + "\n".join(f"{each.text} {each.values}" for each in reads))
    return dict(zip(("one", "list", "count"), (each.text for each in reads))), reads[1].values[2]
