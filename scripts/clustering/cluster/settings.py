"""Folders, ports and passwords of a cluster."""

import os
import pathlib
import secrets
import socket

from .. import ports, tools
from ..failure import Failure

STORING = ["accounts", "catalog", "carts", "reviews", "orders", "notifications"]

# The variable that moves it, and where it is otherwise.
PORTS = {
    "GATEWAY_PORT": 8080, "DASHBOARD_PORT": 8404,
    "ACCOUNTS_PORT": 8001, "CATALOG_PORT": 8002, "CATALOG_2_PORT": 8102, "CARTS_PORT": 8003, "REVIEWS_PORT": 8004,
    "ORDERS_PORT": 8005, "ORDERS_2_PORT": 8105, "NOTIFICATIONS_PORT": 8006, "PAGES_PORT": 8009,
    "POSTGRES_PORT": 5432, "REDIS_PORT": 6379, "AMQP_PORT": 5672, "RABBITMQ_PORT": 15672,
    "RABBITMQ_DISTRIBUTION_PORT": 25672, "EPMD_PORT": 4369, "CONSUL_PORT": 8500, "CONSUL_DNS_PORT": 8600,
    "CONSUL_SERVER_PORT": 8300, "CONSUL_SERF_PORT": 8301, "SMTP_PORT": 1025, "MAIL_PORT": 8025,
}  # fmt: skip
# Opened for datagrams as well, by Consul and, for HTTP/3, by Caddy.
FOR_DATAGRAMS = {"CONSUL_DNS_PORT", "CONSUL_SERF_PORT", "CADDY_HTTPS_PORT"}
# Only with DOMAINS.
CADDY_PORTS = {"CADDY_HTTP_PORT": 80, "CADDY_HTTPS_PORT": 443}


def socket_kinds(name):
    """Of the sockets that are opened on that port."""
    return [socket.SOCK_STREAM, socket.SOCK_DGRAM] if name in FOR_DATAGRAMS else [socket.SOCK_STREAM]


class ClusterSettings:
    def __init__(self, environment=os.environ):
        self.environment = environment
        self.folder = pathlib.Path(environment.get("CLUSTER_DIR") or tools.ROOT / "cluster").absolute()
        self.domains = environment.get("DOMAINS", "").replace(",", " ").split()
        self.ports = {
            name: self.number(name, standard)
            for name, standard in (PORTS | (CADDY_PORTS if self.domains else {})).items()
        }
        self.refuse_doubles()

    def number(self, name, standard):
        text = self.environment.get(name) or str(standard)
        if not text.isdecimal() or not 1 <= int(text) <= 65_535:
            raise Failure(f"{name} has to be a port from 1 to 65535")
        return int(text)

    def refuse_doubles(self):
        names = {}
        for name, port in self.ports.items():
            if port in names:
                raise Failure(f"{names[port]} and {name} are both {port}: choose another port for one of them")
            names[port] = name

    def refuse_taken_ports(self):
        """All of them at once, so that nobody has to try again for each."""
        refused = [
            f"port {port} {obstacle} with {name}"
            for name, port in self.ports.items() if (obstacle := ports.obstacle(port, socket_kinds(name)))
        ]  # fmt: skip
        if refused:
            raise Failure("\n".join(refused))

    @property
    def public_url(self):
        if url := self.environment.get("PUBLIC_URL"):
            return url
        if self.domains:
            port = self.ports["CADDY_HTTPS_PORT"]
            return f"https://{self.domains[0]}" + (f":{port}" if port != 443 else "")
        return self.gateway_url

    @property
    def gateway_url(self):
        """On this machine, past Caddy."""
        return f"http://localhost:{self.ports['GATEWAY_PORT']}"

    def password(self, name):
        """Made once, and kept where only its owner can read it."""
        file = self.folder / "passwords" / name
        if not file.exists():
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            draft = file.with_suffix(".new")
            draft.touch(0o600)
            draft.write_text(secrets.token_urlsafe(24) + "\n")
            draft.rename(file)
        return file.read_text().strip()
