import json
import urllib.request

from .. import tools
from ..process import Process


class Consul(Process):
    """An agent that is its own server and keeps its state in memory: what is registered comes back from those who are
    registered. `ports` are given by name: http, dns, server, serf."""

    def __init__(self, folder, ports, node="souk"):
        super().__init__("consul", folder)
        self.ports, self.node = ports, node

    @property
    def url(self):
        return f"http://127.0.0.1:{self.ports['http']}"

    def prepare(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        settings = {"disable_update_check": True, "telemetry": {"prometheus_retention_time": "60s"}}
        (self.folder / "settings.json").write_text(json.dumps(settings))

    def command(self):
        return [
            tools.consul(), "agent", "-dev", f"-node={self.node}", "-bind=127.0.0.1", "-client=127.0.0.1",
            f"-http-port={self.ports['http']}", f"-dns-port={self.ports['dns']}", "-grpc-port=-1",
            f"-server-port={self.ports['server']}", f"-serf-lan-port={self.ports['serf']}", "-serf-wan-port=-1",
            "-log-level=warn", f"-config-file={self.folder / 'settings.json'}",
        ]  # fmt: skip

    def is_ready(self):
        try:
            with urllib.request.urlopen(f"{self.url}/v1/status/leader", timeout=1) as answer:
                return json.load(answer) != ""
        except (OSError, ValueError):
            return False
