"""Orders with a process for each service on PostgreSQL and RabbitMQ, beside pgbench, which runs the same transactions."""

import json
import statistics
import urllib.request

from . import grown, orders, pgbench
from .machine import ROOT, Failure, flush_microseconds, say
from .pgbench_script import Script
from .results import Section, Target
from .statements import Listening

SCRIPT = ROOT / "bench" / "peers" / "pgbench" / "order.sql"
SERVICES = ["accounts", "catalog", "orders", "notifications"]
BUYERS, PRODUCTS = orders.BUYERS, orders.PRODUCTS


def measure(rounds, seconds):
    seconds = max(5, seconds)
    servers = grown.Servers(PRODUCTS)
    parts = grown.Parts(servers, SERVICES)
    script = Script(SCRIPT)
    variables = script.variables(heard(servers, parts))
    bench = database(servers)
    seen = {"pgbench": [], "many": [], "hot": []}
    flushes = []
    for number in range(rounds):
        say(f"Orders on PostgreSQL: round {number + 1} of {rounds}")
        flushes.append(flush_microseconds())
        seen["pgbench"].append(
            pgbench.transactions_a_second(
                servers.postgres, bench, script.text, BUYERS, seconds, {**variables, "goods": BUYERS}))
        for kind, goods in {"many": BUYERS, "hot": 1}.items():
            seen[kind].append(placed_a_second(servers, parts, goods, seconds))
            parts.rest()
    parts.stop()
    servers.check()
    rate = {name: statistics.median(values) for name, values in seen.items()}

    section = Section(
        "Orders on PostgreSQL",
        f"`POST /api/v1/orders/` with an `Idempotency-Key`, {BUYERS} buyers at once on connections that stay, sent to "
        "the process of orders itself, without a gateway. Orders, the catalog, accounts and notifications are a process "
        "each, on one PostgreSQL as it comes (every commit flushed), with events over RabbitMQ, mails included. Only "
        "orders that were answered as confirmed count; `souk check` found every invariant to hold afterwards. Beside "
        "it, pgbench runs the three transactions of such an order, planned alike, statement by statement, each prepared, "
        f"{BUYERS} clients at once: `bench/peers/pgbench/order.sql`, which this run has held against what the shop was "
        "heard to send. It sends no events, no mails, no HTTP. "
        f"Median of {rounds} rounds of {seconds} s; one flush of this disk took "
        f"{statistics.median(flushes):,.0f} µs.",
        ["orders", "a second", "beside", "ratio"])
    ratio = rate["many"] / rate["pgbench"]
    section.add(
        "64 buyers, 64 products, on PostgreSQL", f"{rate['many']:,.0f}", f"pgbench: {rate['pgbench']:,.0f}",
        f"{ratio:.2f}", value=ratio, target=Target(0.4))
    ratio = rate["hot"] / rate["many"]
    section.add(
        "64 buyers, one hot product, on PostgreSQL", f"{rate['hot']:,.0f}", f"64 products: {rate['many']:,.0f}",
        f"{ratio:.2f}", value=ratio, target=Target(0.5))
    return [section]


def placed_a_second(servers, parts, goods, seconds):
    """Confirmed orders a second. Anything else would be an error, and stop everything here."""
    urls = parts.urls
    direct = {
        "orders": urls["orders"], "products": urls["catalog"], "categories": urls["catalog"],
        "users": urls["accounts"], "token": urls["accounts"]}
    routes = ",".join(f"{path}={url}" for path, url in direct.items())
    report = orders.load(
        urls["orders"], servers.data, seconds, "--mix", "order=1", "--lines", 1, "--goods", goods, "--direct", routes)
    return report["kinds"][0]["rate"]


def heard(servers, parts):
    """The transactions of an order at orders and at the catalog, as PostgreSQL was asked for them."""
    buyer = Buyer(parts)
    # The first of a process asks for more than all others.
    buyer.place()
    with Listening(servers.postgres) as listening:
        buyer.place()
    written = listening.transactions("orders")
    taken = listening.transactions("catalog")

    def one(transactions, beginning):
        found = [each for each in transactions if any(part.text.startswith(beginning) for part in each)]
        if len(found) != 1:
            raise Failure(f"one order took {len(found)} transactions with “{beginning}”")
        return found[0]

    return [
        one(written, "insert into orders "), one(taken, "insert into reservations "), one(written, "update orders set status")]


class Buyer:
    """Somebody who orders a piece of the same goods again and again, each time under another key."""

    def __init__(self, parts):
        self.parts, self.keys = parts, 0
        password = "a password of the bench"
        self.ask("accounts", "users/", {"username": "bench", "email": "bench@example.com", "password": password})
        tokens = self.ask("accounts", "token/", {"username": "bench", "password": password})
        self.fields = {"Authorization": f"Bearer {tokens['access']}"}
        page = json.loads(
            urllib.request.urlopen(f"{parts.urls['catalog']}/api/v1/products/?in_stock=true&limit=100").read())
        self.product = next(each["id"] for each in page["results"] if each["stock_quantity"] > 2)

    fields = {}

    def place(self):
        self.keys += 1
        order = {
            "shipping_address": "12 Spice Lane, Old Town", "items": [{"product_id": self.product, "quantity": 1}]}
        placed = self.ask("orders", "orders/", order, {"Idempotency-Key": f"bench-{self.keys}"})
        if placed["status"] != "confirmed":
            raise Failure(f"an order is {placed['status']}")

    def ask(self, service, path, body, fields=None):
        request = urllib.request.Request(
            f"{self.parts.urls[service]}/api/v1/{path}", json.dumps(body).encode(),
            {"Content-Type": "application/json", **self.fields, **(fields or {})})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.loads(answer.read())


def database(servers):
    """A database that has the tables of both, with all goods of the shop and plenty of each. Returns its name. What each
    service has of its own under one name, outbox and keys, is the same for both, and once there."""
    name = "bench"
    servers.postgres.execute(f"create database {name};")
    # As Souk asks for it on its own connections.
    servers.postgres.execute(f"alter database {name} set random_page_cost = 1.1;")
    goods = servers.dump("catalog")
    tables = ["orders", "order_lines", "order_history"]
    orders_tables = servers.dump("orders", "--schema-only", *(f"--table={table}" for table in tables))
    servers.postgres.execute(goods, name)
    servers.postgres.execute(orders_tables, name)
    # Orders count from one again.
    servers.postgres.execute("truncate reservations, reservation_lines, souk_outbox, idempotency_keys;", name)
    servers.postgres.execute("update stock set on_hand = 1000000000; vacuum analyze;", name)
    return name
