import os

from .. import tools
from ..failure import Failure
from ..ports import PortPicker
from ..servers import Consul, PortMapper, PostgreSQL, RabbitMQ, Redis
from ..servers.postgres import THROWAWAY
from . import folder

NAMES = ["rabbitmq", "postgres", "redis", "consul"]

# A role that has to prove who it is: everybody else is trusted, for a proof takes a millisecond of every connection.
GUARDED, GUARDED_PASSWORD = "guarded", "p@ss/word"
GUARDED_RULE = f"host all {GUARDED} 127.0.0.1/32 scram-sha-256\n"
GUARDED_ROLE = f"""
create role {GUARDED} login createdb password '{GUARDED_PASSWORD}';
"""


class ServerSet:
    """Opens with the `with` and closes with it, with nothing left behind."""

    def __init__(self, names=None):
        unknown = set(names or []) - set(NAMES)
        if unknown:
            raise Failure(f"there is no server {', '.join(sorted(unknown))}: {', '.join(NAMES)}")
        self.ports = PortPicker()
        self.folder = folder.make()
        self.servers = {name: getattr(self, name)() for name in NAMES if name in (names or NAMES)}

    def rabbitmq(self):
        ports = {name: self.ports.take() for name in ("amqp", "management", "distribution", "epmd")}
        self.mapper = PortMapper(self.folder / "epmd", ports["epmd"])
        return RabbitMQ(self.folder / "rabbitmq", ports, keep=False)

    def postgres(self):
        return PostgreSQL(self.folder / "postgres", self.ports.take(), THROWAWAY)

    def redis(self):
        # A number for each shop of a test.
        return Redis(self.folder / "redis", self.ports.take(), databases=1024)

    def consul(self):
        return Consul(self.folder / "consul", {name: self.ports.take() for name in ("http", "dns", "server", "serf")})

    def __enter__(self):
        try:
            # The slowest first: it boots while the others are made.
            for name, server in self.servers.items():
                self.launch(name, server)
            for server in self.servers.values():
                server.wait_until_ready()
            if "postgres" in self.servers:
                self.servers["postgres"].execute(GUARDED_ROLE)
        except BaseException:
            self.close()
            raise
        return self

    def launch(self, name, server):
        if name == "rabbitmq":
            self.mapper.prepare()
            self.mapper.start()
            server.prepare()
            self.mapper.wait_until_ready()
        else:
            server.prepare()
        if name == "postgres":
            rules = server.data / "pg_hba.conf"
            rules.write_text(GUARDED_RULE + rules.read_text())
        server.start()

    def __exit__(self, *_):
        self.close()

    def close(self):
        for server in self.servers.values():
            server.stop()
        if "rabbitmq" in self.servers:
            self.mapper.stop()
        folder.remove(self.folder)

    def died(self):
        """Names of servers that should run and do not."""
        return [name for name, server in self.servers.items() if server.process is not None and not server.is_running]

    def environment(self):
        """What tests are told: addresses of what runs, and where programs are of which tests start their own."""
        told = {
            "SOUK_TEST_COLUMN": "servers",
            "SOUK_TEST_SERVERS": str(tools.ROOT / "scripts" / "servers"),
            "SOUK_TEST_CONSUL": tools.consul(),
            "SOUK_TEST_REDIS_SERVER": tools.find("redis-server"),
            "SOUK_TEST_POSTGRES_BIN": os.path.dirname(tools.postgres("postgres")),
            "SOUK_TEST_HAPROXY": tools.find("haproxy"),
            "SOUK_TEST_CADDY": tools.find("caddy"),
        }
        if server := self.servers.get("postgres"):
            told["SOUK_TEST_POSTGRES_URL"] = server.url()
            told["SOUK_TEST_POSTGRES_GUARDED_URL"] = server.url(user=GUARDED, password="p%40ss%2Fword")
        if server := self.servers.get("redis"):
            told["SOUK_TEST_REDIS_URL"] = server.url
        if server := self.servers.get("rabbitmq"):
            told["SOUK_TEST_AMQP_URL"] = server.url
            told["SOUK_TEST_AMQP_MANAGEMENT_URL"] = server.management_url
        if server := self.servers.get("consul"):
            told["SOUK_TEST_CONSUL_HTTP_ADDR"] = f"127.0.0.1:{server.ports['http']}"
            told["SOUK_TEST_CONSUL_DNS"] = f"127.0.0.1:{server.ports['dns']}"
        return told
