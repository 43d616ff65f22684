"""The shop grown up: its databases on PostgreSQL, its events over RabbitMQ, a process for each service."""

import atexit
import os
import pathlib
import secrets
import shutil
import tempfile

from clustering.ports import PortPicker
from clustering.servers import PortMapper, PostgreSQL, RabbitMQ
from clustering.tools import postgres as postgres_tool

from . import shop
from .machine import WORK, Program, run, say

SERVICES = ["accounts", "catalog", "carts", "reviews", "orders", "notifications"]

# Everything about durability and memory is as it comes; what else is set serves the bench alone: room for the
# connections of all who take turns, and lines of the log that can be told apart.
SETTINGS = {"max_connections": "500", "log_line_prefix": "#%p %d# "}


class Servers:
    """PostgreSQL with a database for each service, all of them migrated and filled, and RabbitMQ; gone at the end."""

    def __init__(self, products):
        self.ports = PortPicker()
        # On the disk, whatever /tmp is: what a commit costs shall be seen.
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="souk-bench-", dir="/var/tmp"))
        self.folder.chmod(0o711)
        atexit.register(shutil.rmtree, self.folder, ignore_errors=True)
        self.data = self.folder / "shop"
        ports = {name: self.ports.take() for name in ("amqp", "management", "distribution", "epmd")}
        mapper = PortMapper(self.folder / "epmd", ports["epmd"])
        # What production would refuse is not measured.
        self.rabbitmq = RabbitMQ(self.folder / "rabbitmq", ports, password=secrets.token_urlsafe(24), keep=False)
        self.postgres = PostgreSQL(
            self.folder / "postgres", self.ports.take(), SETTINGS, password=secrets.token_urlsafe(24))
        say("Starting PostgreSQL and RabbitMQ")
        for server in (mapper, self.postgres, self.rabbitmq):
            server.prepare()
            atexit.register(server.stop)
            server.start()
            if server is not self.rabbitmq:
                server.wait_until_ready()
        self.fill(products)
        self.rabbitmq.wait_until_ready()

    def fill(self, products):
        for service in SERVICES:
            self.postgres.execute(f"create database {service};")
        say(f"Filling a shop on PostgreSQL with {products} products")
        self.souk("keys", "--cluster", self.folder / "keys")
        self.souk("migrate")
        self.souk("seed", "--products", products)
        self.settle()

    def settle(self):
        """What filling leaves behind is done before anything is measured, not while."""
        for service in SERVICES:
            self.postgres.execute("vacuum analyze;", service)
        self.postgres.execute("checkpoint;")

    def settings(self, **others):
        keys = self.folder / "keys"
        return {
            **shop.settings(self.data),
            "ENVIRONMENT": "production", "SIGNING_KEY_FILE": str(keys / "signing.pem"),
            "SEALING_KEY_FILE": str(keys / "sealing.key"), "SERVICE_KEY_FILE": str(keys / "services"),
            "PEER_KEYS_FILE": str(keys / "peers.json"),
            **{f"{service.upper()}_DATABASE_URL": self.postgres.url(service) for service in SERVICES},
            **{name: str(value) for name, value in others.items()}}

    def souk(self, *command):
        return run(shop.build()["souk"], *command, cwd=WORK, env={**os.environ, **self.settings()})

    def dump(self, database, *options):
        """A database as SQL."""
        return run(postgres_tool("pg_dump"), *options, self.postgres.url(database))

    def check(self):
        """The invariants over all databases; fails if one does not hold."""
        self.souk("check")


class Parts:
    """Services of one shop, each a process of its own, which find each other by their addresses."""

    def __init__(self, servers, services, **others):
        ports = {service: servers.ports.take() for service in services}
        self.urls = {service: f"http://127.0.0.1:{port}" for service, port in ports.items()}
        addresses = {f"{service.upper()}_URL": url for service, url in self.urls.items()}
        # Whoever is not there is not asked either; the settings want an address all the same.
        nobody = f"http://127.0.0.1:{servers.ports.take()}"
        for service in SERVICES:
            addresses.setdefault(f"{service.upper()}_URL", nobody)
        self.programs = {
            service: Program(
                service, [shop.build()["souk"], "serve", service],
                servers.settings(
                    AMQP_URL=servers.rabbitmq.url, **addresses, **{f"{service.upper()}_PORT": ports[service]}, **others),
                ready=f"{self.urls[service]}/readyz")
            for service in services}

    def rest(self):
        for program in self.programs.values():
            program.rest()

    def stop(self):
        for program in reversed(self.programs.values()):
            program.stop()
