import socket

from .. import tools
from ..process import Process


class Redis(Process):
    """A cache: it keeps nothing on the disk. `memory` is where it begins to forget, as Redis writes it (64mb)."""

    def __init__(self, folder, port, memory="64mb", databases=16):
        super().__init__("redis", folder)
        self.port, self.memory, self.databases = port, memory, databases

    @property
    def url(self):
        return f"redis://127.0.0.1:{self.port}"

    def prepare(self):
        self.folder.mkdir(parents=True, exist_ok=True)

    def command(self):
        return [
            tools.find("redis-server"), "--bind", "127.0.0.1", "--port", self.port, "--dir", self.folder, "--save", "",
            "--appendonly", "no", "--daemonize", "no", "--maxmemory", self.memory, "--maxmemory-policy", "allkeys-lru",
            "--databases", self.databases,
        ]  # fmt: skip

    def is_ready(self):
        try:
            with socket.create_connection(("127.0.0.1", self.port), 1) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(16) == b"+PONG\r\n"
        except OSError:
            return False
