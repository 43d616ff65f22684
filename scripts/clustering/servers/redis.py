import socket

from .. import tools
from ..process import Process


class Redis(Process):
    """A cache: it keeps nothing on the disk. `memory` is where it begins to forget, as Redis writes it (64mb). A password
    stands in a file: a command line is there for everybody to read."""

    def __init__(self, folder, port, memory="64mb", databases=16, password=None):
        super().__init__("redis", folder)
        self.port, self.memory, self.databases, self.password = port, memory, databases, password

    @property
    def url(self):
        return f"redis://{f':{self.password}@' if self.password else ''}127.0.0.1:{self.port}"

    def prepare(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        self.configuration.touch(0o600)
        self.configuration.write_text(f"requirepass {self.password}\n" if self.password else "")

    @property
    def configuration(self):
        return self.folder / "redis.conf"

    def command(self):
        return [
            tools.find("redis-server"), self.configuration, "--bind", "127.0.0.1", "--port", self.port, "--dir", self.folder, "--save", "",
            "--appendonly", "no", "--daemonize", "no", "--maxmemory", self.memory, "--maxmemory-policy", "allkeys-lru",
            "--databases", self.databases,
        ]  # fmt: skip

    def is_ready(self):
        try:
            with socket.create_connection(("127.0.0.1", self.port), 1) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith((b"+PONG", b"-NOAUTH"))
        except OSError:
            return False
