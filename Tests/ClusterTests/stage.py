"""A Consul, an HAProxy and services, on ports and in a folder of their own."""

import http.client
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

from clustering.ports import PortPicker  # noqa: E402
from clustering.servers import Consul, HAProxy  # noqa: E402

from .stub import Stub  # noqa: E402

SERVICES = ["accounts", "catalog", "carts", "reviews", "orders", "notifications", "gateway"]
PASSWORD = "a password of the test"


def souk(*arguments, **environment):
    """What a command of the shop prints."""
    done = subprocess.run(
        [os.environ["SOUK_BINARY"], *arguments], env={"PATH": os.environ["PATH"], **environment}, cwd="/",
        capture_output=True, text=True)  # fmt: skip
    if done.returncode != 0:
        raise AssertionError(f"souk {' '.join(arguments)} failed: {done.stderr}")
    return done.stdout


def eventually(condition, seconds=60):
    """Waits until something holds; fails if it never does."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise AssertionError("it did not come to pass")
        time.sleep(0.02)


def processes_that_know(folder):
    """Names of processes that name a folder on their command line, or work in it."""
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            if folder in (process / "cmdline").read_text(errors="replace") or folder in str((process / "cwd").readlink()):
                yield (process / "comm").read_text().strip()
        except OSError:
            continue


class Stage:
    """Opens with the `with`, with one instance of each of `services`, and closes with it. `settings` are variables of
    HAProxy's file."""

    def __init__(self, services=SERVICES, change=lambda text: text, **settings):
        self.ports = PortPicker()
        self.scratch = tempfile.TemporaryDirectory(prefix="souk-gateway-")
        folder = pathlib.Path(self.scratch.name)
        folder.chmod(0o711)
        self.consul = Consul(folder / "consul", {name: self.ports.take() for name in ("http", "dns", "server", "serf")})
        self.port, self.dashboard_port = self.ports.take(), self.ports.take()
        self.file = folder / "haproxy.cfg"
        self.file.write_text(change(souk("gateway", "haproxy")))
        self.haproxy = HAProxy(folder / "haproxy", self.file, {
            "GATEWAY_PORT": str(self.port),
            "DASHBOARD_PORT": str(self.dashboard_port),
            "DASHBOARD_PASSWORD": PASSWORD,
            "CONSUL_DNS_ADDR": f"127.0.0.1:{self.consul.ports['dns']}",
            "GATEWAY_RATE_LIMIT": "0",
            "GATEWAY_LOG_LEVEL": "debug",
            **settings,
        })  # fmt: skip
        self.services = services
        self.stubs = []

    def __enter__(self):
        try:
            self.consul.prepare()
            self.consul.start()
            self.consul.wait_until_ready()
            for service in self.services:
                self.add(service)
            self.haproxy.prepare()
            self.haproxy.start()
            self.haproxy.wait_until_ready()
            for service in self.services:
                eventually(lambda service=service: self.haproxy.instances(service))
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.haproxy.kill()
        self.consul.kill()
        for stub in self.stubs:
            stub.stop()
        self.scratch.cleanup()

    def add(self, service):
        """One more instance."""
        stub = Stub(service, self.ports.take())
        self.stubs.append(stub)
        self.register(service, stub.port)
        return stub

    def register(self, service, port, path="/readyz"):
        check = {"HTTP": f"http://127.0.0.1:{port}{path}", "Interval": "1s", "Timeout": "1s", "Status": "passing"}
        entry = {"ID": f"{service}-{port}", "Name": service, "Address": "127.0.0.1", "Port": port, "Check": check}
        self.tell_consul("/v1/agent/service/register", entry)

    def deregister(self, service, port):
        self.tell_consul(f"/v1/agent/service/deregister/{service}-{port}")

    def tell_consul(self, path, content=None):
        body = json.dumps(content).encode() if content else None
        urllib.request.urlopen(urllib.request.Request(self.consul.url + path, body, method="PUT"), timeout=5).close()

    def ask(self, path, method="GET", body=None, fields=()):
        """Sends a request as it is, with fields that may be there twice."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.putrequest(method, path, skip_accept_encoding=True, skip_host="Host" in dict(fields))
            for name, value in fields:
                connection.putheader(name, value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def until_asked(self, rounds, *counters):
        """Returns when HAProxy has asked Consul for every name so many times more, as these of its counters say."""
        names = self.file.read_text().count("._tcp.service.consul")

        def counted():
            found = dict(re.findall(r"(\w+): +(\d+)", self.haproxy.ask("show resolvers consul")))
            return sum(int(found[counter]) for counter in counters)

        enough = counted() + rounds * names
        eventually(lambda: counted() >= enough)

    def log(self, length):
        """What HAProxy has logged of requests, once it is that much: it writes a line when all is over."""
        eventually(lambda: len(self.logged()) >= length)
        return self.logged()

    def logged(self):
        lines = self.haproxy.log.read_text(errors="replace").splitlines()
        return [json.loads(line) for line in lines if line.startswith("{") and line.endswith("}")]


class Answer:
    def __init__(self, response):
        self.status, self.fields, self.bytes = response.status, response.headers, response.read()

    @property
    def json(self):
        return json.loads(self.bytes)

    @property
    def seen(self):
        """The fields that the service saw, each with all its values."""
        fields = {}
        for name, value in self.json["fields"]:
            fields.setdefault(name, []).append(value)
        return fields
