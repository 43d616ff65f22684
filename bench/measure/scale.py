"""Scale: the same reads in a shop of a thousand products, of a hundred thousand and of a million."""

import http.client
import json
import random
import statistics
import time

from . import shop
from .machine import Failure, fetch, say
from .results import Section, Target

# Each with a word that the demo shop gives to 200 products, from the first to the last of a shop of that size.
WORDS = {1_000: "Halvorane", 100_000: "Marisendel", 1_000_000: "Quillentree"}
SIZES = list(WORDS)
MATCHES = 200


def kinds(running, size):
    """Makers of paths, by what is measured."""
    category = common_category(running)
    deep = pages_in_the_middle(running, size)
    chance = random.Random(7)
    return {
        "detail": lambda n: f"/api/v1/products/{chance.randint(1, size)}/",
        "list": lambda n: f"/api/v1/products/?limit=20&offset={n % 20}",
        "deep page": lambda n: deep[n % len(deep)],
        "filtered list": lambda n: f"/api/v1/products/?limit=20&category={category}&in_stock=true&offset={n % 2}",
        "search, 200 matches": lambda n: f"/api/v1/products/?limit=20&search={WORDS[size]}&offset={n % 20}",
    }


def common_category(running):
    page = json.loads(fetch(f"{running.url}/api/v1/products/?limit=100"))
    held = {}
    for product in page["results"]:
        held[product["category"]["id"]] = held.get(product["category"]["id"], 0) + 1
    return max(held, key=held.get)


def pages_in_the_middle(running, size):
    """Pages of 20 in the middle of the whole list, found as clients find them: by following its links."""
    link = "/api/v1/products/?limit=100"
    links = []
    for number in range(size // 200):
        link = json.loads(fetch(running.url + link))["next"]
        links.append(link.replace("limit=100", "limit=20"))
    return links[-20:]


def check_search(running, size):
    """All of them are found, and they are spread over the whole shop."""
    path = f"/api/v1/products/?limit=100&search={WORDS[size]}"
    found = []
    for offset in range(0, MATCHES, 100):
        page = json.loads(fetch(f"{running.url}{path}&offset={offset}"))
        found += [product["id"] for product in page["results"]]
    widest = max(after - before for after, before in zip(found, found[1:])) if len(found) > 1 else size
    if page["count"] != MATCHES or len(set(found)) != MATCHES or found[0] - found[-1] < size / 2 or widest > size / 50:
        raise Failure(f"{page['count']} products hold {WORDS[size]!r}, {MATCHES} of all parts of the shop should: "
                      "the stocked shops are of another version; bench/run --fresh makes them anew")


def ask(connection, target):
    """How many milliseconds the answer took, and the answer."""
    start = time.perf_counter()
    connection.request("GET", target)
    answer = connection.getresponse()
    body = answer.read()
    taken = (time.perf_counter() - start) * 1000
    if answer.status != 200:
        raise Failure(f"{target} answered {answer.status}: {body[:500]}")
    return taken, body


def median_milliseconds(shops, paths, count):
    """By size. One request at a time, of one shop after the other: how fast client and server wake each other changes from
    second to second, by more than a shop's size costs."""
    connections = {
        size: http.client.HTTPConnection(running.url.removeprefix("http://"), timeout=30)
        for size, running in shops.items()}
    taken = {size: [] for size in shops}
    for number in range(count + 20):
        for size, connection in connections.items():
            taken[size].append(ask(connection, paths[size](number))[0])
    for connection in connections.values():
        connection.close()
    return {size: statistics.median(times[20:]) for size, times in taken.items()}


def first_asks(running, size):
    """Milliseconds of searches for texts that this shop was never asked for, and that find the same products: pieces of
    the word. Those that other goods hold as well do not count."""
    word = WORDS[size]
    pieces = [word[start:start + length] for length in range(len(word) - 1, 4, -1)
              for start in range(len(word) - length + 1)]
    connection = http.client.HTTPConnection(running.url.removeprefix("http://"), timeout=30)
    # Any other search first, for what is read once only.
    ask(connection, f"/api/v1/products/?limit=20&search={word}")
    answers = [ask(connection, f"/api/v1/products/?limit=20&search={piece}") for piece in pieces]
    connection.close()
    taken = [milliseconds for milliseconds, body in answers if json.loads(body)["count"] == MATCHES]
    if len(taken) < 10:
        raise Failure(f"only {len(taken)} pieces of {word!r} find what it finds")
    return taken


def measure(rounds, seconds):
    shops = {size: shop.Shop(shop.stocked(size), f"scale-{size}", CACHE_MEGABYTES=0) for size in SIZES}
    for size, running in shops.items():
        check_search(running, size)
    paths = {size: kinds(running, size) for size, running in shops.items()}
    firsts = {size: first_asks(running, size) for size, running in shops.items()}
    names = list(paths[SIZES[0]])
    seen = {(name, size): [] for name in names for size in SIZES}
    for number in range(rounds):
        say(f"Scale: round {number + 1} of {rounds}")
        for name in names:
            medians = median_milliseconds(shops, {size: paths[size][name] for size in SIZES}, 200)
            for size, median in medians.items():
                seen[name, size].append(median)
    for running in shops.values():
        running.stop()

    section = Section(
        "Scale",
        "One request at a time over HTTP, of one size after the other, without a cache of answers, each for another "
        "product or page than the one before. Deep pages lie in the middle of the whole list, found by following its "
        "links; the filter is a category "
        f"and `in_stock`; the search finds {MATCHES} products at every size, spread over the whole shop. Which of its "
        "characters are rarest, and how much it finds, is kept for a text that was asked for before, so that its pages "
        "are measured without that; a first ask is for a text that the shop has never seen, a piece of the same word. "
        f"Median of {rounds} rounds of 200 requests, of {min(map(len, firsts.values()))} or more first asks, in "
        "milliseconds, client included.",
        ["read", *(f"{size:,}" for size in SIZES), "slowest to smallest"])
    for name in names:
        medians = [statistics.median(seen[name, size]) for size in SIZES]
        ratio = max(medians) / medians[0]
        section.add(
            name, *(f"{median:.2f}" for median in medians), f"{ratio:.2f}", value=ratio,
            target=Target(2.0, at_most=True))
    medians = [statistics.median(firsts[size]) for size in SIZES]
    section.add(
        "the same search, first ask", *(f"{median:.2f}" for median in medians), f"{max(medians) / medians[0]:.2f}")
    return [section]
