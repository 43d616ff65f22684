import socket

from .. import tools
from ..process import Process


class Caddy(Process):
    """By a Caddyfile; what it keeps (certificates, keys, its own authority) lies in the folder. `port` is one that it
    listens on when it is ready. `settings` are variables that the file reads."""

    def __init__(self, folder, configuration, port, settings, name="caddy"):
        super().__init__(name, folder)
        self.configuration, self.port, self.settings = configuration, port, settings

    @property
    def root_certificate(self):
        """Of the authority that it is itself where no other issues certificates."""
        return self.folder / "data" / "caddy" / "pki" / "authorities" / "local" / "root.crt"

    def environment(self):
        folders = {"XDG_DATA_HOME": str(self.folder / "data"), "XDG_CONFIG_HOME": str(self.folder / "config")}
        return {**super().environment(), **folders, **self.settings}

    def prepare(self):
        self.folder.mkdir(parents=True, exist_ok=True)

    def command(self):
        return [tools.find("caddy"), "run", "--config", self.configuration, "--adapter", "caddyfile"]

    def is_ready(self):
        try:
            socket.create_connection(("127.0.0.1", self.port), 1).close()
            return True
        except OSError:
            return False
