import os
import urllib.request

from ..process import Process

# Balancers look every second: so long an instance that ends is still there for who has not noticed yet.
NOTICE_SECONDS = 3


class Instance(Process):
    """A `souk serve` of one service on one port. Several of a service have names that end in a number."""

    patience_to_stop = 40

    def __init__(self, souk, name, service, port, settings, environment):
        super().__init__(name, settings.folder / "processes" / name)
        self.souk, self.service, self.port = souk, service, port
        self.settings, self.given = settings, environment

    def prepare(self):
        # A folder of its own for its logs: two instances would write into each other's.
        (self.folder / "logs").mkdir(parents=True, exist_ok=True)

    def command(self):
        return [self.souk, "serve", self.service]

    def environment(self):
        """Databases of others are none of its business, nor is the key of access tokens. The sealing key is given to all: a
        process without one makes it in DATA_DIR, which they share."""
        database = f"{self.service.upper()}_DATABASE_URL"
        foreign = {name for name in self.given if name.endswith("_DATABASE_URL") and name != database}
        if self.service != "accounts":
            foreign.add("SIGNING_KEY_FILE")
        return {name: value for name, value in self.given.items() if name not in foreign} | {
            f"{self.service.upper()}_PORT": str(self.port),
            "LOG_DIR": str(self.folder / "logs"),
            "SERVICE_KEY_FILE": str(self.settings.folder / "keys" / "services" / f"{self.service}.pem"),
        }

    def is_ready(self):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=2):
                return True
        except OSError:
            return False


def shared_environment(settings, members):
    """What every `souk` of the cluster is told; what the caller has set himself, such as CURRENCY or LOG_LEVEL, goes on."""
    folder, ports = settings.folder, settings.ports
    own = {
        "ENVIRONMENT": settings.environment.get("ENVIRONMENT") or "development",
        "DATA_DIR": str(folder / "shop"),
        "LOG_DIR": str(folder / "shop" / "logs"),
        "AMQP_URL": members.rabbitmq.url,
        "REDIS_URL": members.redis.url,
        "CONSUL_HTTP_ADDR": members.consul.url,
        "SMTP_URL": f"smtp://127.0.0.1:{ports['SMTP_PORT']}",
        "MAIL_FROM": settings.environment.get("MAIL_FROM") or "shop@localhost.localdomain",
        "PUBLIC_URL": settings.public_url,
        "SIGNING_KEY_FILE": str(folder / "keys" / "signing.pem"),
        "SERVICE_KEY_FILE": str(folder / "keys" / "services"),
        "PEER_KEYS_FILE": str(folder / "keys" / "peers.json"),
        "SEALING_KEY_FILE": str(folder / "keys" / "sealing.key"),
        "TRUSTED_PROXIES": "127.0.0.1",
        "NOTICE_SECONDS": str(NOTICE_SECONDS),
    }
    # A shop takes a variable of this name that it does not know for a slip; they are for scripts.
    given = {name: value for name, value in os.environ.items() if not name.startswith("SOUK_")}
    return {**given, **own, **members.database_urls()}
