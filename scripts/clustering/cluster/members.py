"""All processes of a cluster."""

import collections
import os

from .. import connections
from ..servers import Caddy, Consul, HAProxy, PortMapper, PostgreSQL, RabbitMQ, Redis
from .instance import Instance, shared_environment
from .mail import MailCatcher
from .settings import STORING

# Name, service, and the variable of its port.
INSTANCES = [
    ("accounts", "accounts", "ACCOUNTS_PORT"), ("catalog", "catalog", "CATALOG_PORT"),
    ("catalog-2", "catalog", "CATALOG_2_PORT"), ("carts", "carts", "CARTS_PORT"),
    ("reviews", "reviews", "REVIEWS_PORT"), ("orders", "orders", "ORDERS_PORT"),
    ("orders-2", "orders", "ORDERS_2_PORT"), ("notifications", "notifications", "NOTIFICATIONS_PORT"),
    # The pages of the whole shop: what HAProxy does not do itself.
    ("pages", "gateway", "PAGES_PORT"),
]  # fmt: skip


def max_connections(environment):
    """For all processes that have databases, each with a loop for each core unless EVENT_LOOPS says otherwise."""
    instances = collections.Counter(service for _, service, _ in INSTANCES if service in STORING)
    loops = environment.get("EVENT_LOOPS") or ""
    return max(200, connections.wanted(instances, int(loops) if loops.isdecimal() else os.cpu_count() or 1))


class Members:
    def __init__(self, settings, souk):
        self.settings, self.souk = settings, souk
        folder, ports = settings.folder, settings.ports
        self.mapper = PortMapper(folder / "epmd", ports["EPMD_PORT"])
        self.rabbitmq = RabbitMQ(
            folder / "rabbitmq",
            {"amqp": ports["AMQP_PORT"], "management": ports["RABBITMQ_PORT"],
             "distribution": ports["RABBITMQ_DISTRIBUTION_PORT"], "epmd": ports["EPMD_PORT"]},
            password=settings.password("rabbitmq"))  # fmt: skip
        self.postgres = PostgreSQL(
            folder / "postgres", ports["POSTGRES_PORT"],
            {"max_connections": str(max_connections(settings.environment))}, "postgres",
            settings.password("postgres"))  # fmt: skip
        self.redis = Redis(folder / "redis", ports["REDIS_PORT"], password=settings.password("redis"))
        self.consul = Consul(
            folder / "consul",
            {"http": ports["CONSUL_PORT"], "dns": ports["CONSUL_DNS_PORT"], "server": ports["CONSUL_SERVER_PORT"],
             "serf": ports["CONSUL_SERF_PORT"]})  # fmt: skip
        self.mail = MailCatcher(folder / "mail", ports["SMTP_PORT"], ports["MAIL_PORT"])
        self.haproxy = HAProxy(folder / "haproxy", folder / "haproxy" / "haproxy.cfg", self.gateway_settings())
        self.caddy = None
        if settings.domains:
            file = folder / "caddy" / "Caddyfile"
            self.caddy = Caddy(folder / "caddy", file, ports["CADDY_HTTPS_PORT"], self.caddy_settings())
        self.environment = shared_environment(settings, self)
        self.instances = [
            Instance(souk, name, service, ports[port], settings, self.environment) for name, service, port in INSTANCES
        ]

    @property
    def servers(self):
        """The slowest first: it boots while the others do."""
        return [self.mapper, self.rabbitmq, self.postgres, self.redis, self.consul, self.mail]

    @property
    def gateways(self):
        return [self.haproxy, *([self.caddy] if self.caddy else [])]

    @property
    def all(self):
        return [*self.servers, *self.instances, *self.gateways]

    def named(self, name):
        """Those that a word means: one process, all instances of a service, or `shop` for all of all services."""
        return [
            member for member in self.all
            if name == member.name or (isinstance(member, Instance) and name in {member.service, "shop"})
        ]  # fmt: skip

    def database_urls(self):
        return {
            f"{service.upper()}_DATABASE_URL":
                self.postgres.url(service, service, self.settings.password(f"{service}-database"))
            for service in STORING
        }  # fmt: skip

    def gateway_settings(self):
        ports, given = self.settings.ports, self.settings.environment
        return {
            "GATEWAY_PORT": str(ports["GATEWAY_PORT"]),
            "DASHBOARD_PORT": str(ports["DASHBOARD_PORT"]),
            "DASHBOARD_PASSWORD": self.settings.password("dashboard"),
            "CONSUL_DNS_ADDR": f"127.0.0.1:{ports['CONSUL_DNS_PORT']}",
            "GATEWAY_TRUSTED_PROXIES": "127.0.0.1" if self.settings.domains else "255.255.255.255",
            # Who develops is not to be told to wait.
            "GATEWAY_RATE_LIMIT": given.get("GATEWAY_RATE_LIMIT")
                or ("600" if given.get("ENVIRONMENT") == "production" else "0"),
        }  # fmt: skip

    def caddy_settings(self):
        ports, given = self.settings.ports, self.settings.environment
        asked = {name: given[name] for name in ("ACME_EMAIL", "ACME_DIRECTORY", "ACME_ROOT") if given.get(name)}
        return {
            **asked,
            # Caddy wants a space behind each comma.
            "DOMAINS": ", ".join(self.settings.domains),
            "CADDY_HTTP_PORT": str(ports["CADDY_HTTP_PORT"]),
            "CADDY_HTTPS_PORT": str(ports["CADDY_HTTPS_PORT"]),
            "GATEWAY_ADDRESS": f"127.0.0.1:{ports['GATEWAY_PORT']}",
        }


