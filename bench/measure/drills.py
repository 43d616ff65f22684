"""A whole cluster under visitors, of which something is taken away: who notices, and for how long."""

import atexit
import os
import pathlib
import re
import shutil
import signal
import statistics
import subprocess
import tempfile
import time

from clustering.cluster.settings import PORTS
from clustering.ports import PortPicker
from clustering.testing.visitors import Visitors

from . import shop
from .machine import ROOT, Failure, fetch, say
from .results import Section, Target

CLUSTER = ROOT / "scripts" / "cluster"
# One kept connection each, and the next request at once.
VISITORS = 8
PRODUCT = "/api/v1/products/1/"
PATHS = [PRODUCT, "/api/v1/products/?limit=5", "/api/v1/reviews/1/", "/.well-known/jwks.json"]
SHOP = ["accounts", "catalog", "catalog-2", "carts", "reviews", "orders", "orders-2", "notifications", "pages"]


def measure(rounds, seconds):
    cluster = Cluster()
    seen = {"kill": [], "restart": []}
    for number in range(rounds):
        say(f"Drills in a cluster: round {number + 1} of {rounds}")
        seen["kill"].append(cluster.amid_visitors([PRODUCT] * VISITORS, cluster.kill_a_catalog))
        seen["restart"].append(cluster.amid_visitors(PATHS * (VISITORS // len(PATHS)), cluster.restart_everything))
    cluster.souk("check")
    cluster.stop()

    section = Section(
        "Drills",
        "`make cluster`, all of it on this machine, HAProxy in front, two instances of the catalog and of orders, "
        f"{VISITORS} visitors on connections that stay, each with its next request at once. An instance of the catalog "
        "is killed by `kill -9`; it is back when its new process has answered one of their requests. Then every process "
        "of the shop is restarted, one after the other, and HAProxy takes its file anew with a new worker. Failed is "
        "whatever is not answered by 200, and every connection that is cut. `souk check` found every invariant to hold "
        f"afterwards. Sums and medians of {rounds} rounds.",
        ["drill", "requests", "slowest", "took", "failed"])
    names = {"kill": "`kill -9` of one of two catalogs", "restart": "restart of every process and of HAProxy"}
    for kind, name in names.items():
        answered, failed, slowest, took = zip(*seen[kind])
        section.add(
            name, f"{sum(answered):,}", f"{max(slowest) * 1000:,.0f} ms", f"{statistics.median(took):.1f} s",
            f"{sum(failed)}", value=sum(failed), target=Target(0, at_most=True))
    took = max(took for *_, took in seen["kill"])
    section.add(
        "killed until it answers again, the slowest", "", "", f"{took:.1f} s", "", value=took,
        target=Target(5, " s", at_most=True))
    return [section]


class Cluster:
    """Runs until it is stopped, at the latest when the measurement ends."""

    def __init__(self):
        picker = PortPicker()
        self.ports = {name: picker.take() for name in PORTS}
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="souk-bench-", dir="/var/tmp"))
        self.folder.chmod(0o711)
        atexit.register(shutil.rmtree, self.folder, ignore_errors=True)
        self.environment = {
            **os.environ, **{name: str(port) for name, port in self.ports.items()},
            "CLUSTER_DIR": str(self.folder / "cluster"), "SOUK_BINARY": shop.build()["souk"]}
        say("Starting a cluster")
        self.output = self.folder / "output.txt"
        with self.output.open("w") as output:
            self.process = subprocess.Popen([CLUSTER], env=self.environment, stdout=output, stderr=output)
        atexit.register(self.stop)
        self.wait_until(lambda: "Ctrl-C closes it" in self.output.read_text(errors="replace"), 180)

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(120)

    def wait_until(self, condition, patience):
        end = time.monotonic() + patience
        while not condition():
            if self.process.poll() is not None or time.monotonic() > end:
                raise Failure(f"the cluster:\n{self.output.read_text(errors='replace')[-4000:]}")
            time.sleep(0.02)

    def command(self, *words):
        done = subprocess.run([CLUSTER, *words], env=self.environment, capture_output=True, text=True)
        if done.returncode != 0:
            raise Failure(f"cluster {' '.join(words)}:\n{done.stdout}{done.stderr}")
        return done.stdout

    def souk(self, *words):
        return self.command("souk", *words)

    def amid_visitors(self, paths, drill):
        """(answered, failed, seconds of the slowest, seconds of the drill)"""
        visitors = [Visitors(self.ports["GATEWAY_PORT"], path, count=1, pause=0) for path in paths]
        for each in visitors:
            each.__enter__()
        try:
            took = drill()
            for each in visitors:
                each.see(20)
        finally:
            for each in visitors:
                each.__exit__()
        for failure in [failure for each in visitors for failure in each.failures][:5]:
            say(f"failed: {failure}")
        return (
            sum(each.answered for each in visitors), sum(len(each.failures) for each in visitors),
            max(each.slowest for each in visitors), took)

    def kill_a_catalog(self):
        """Until its new process has answered a visitor."""
        before = self.pids()["catalog-2"]
        os.kill(before, signal.SIGKILL)
        began = time.monotonic()
        self.wait_until(lambda: self.pids()["catalog-2"] not in {None, before}, 30)
        self.wait_until(self.has_answered, 30)
        took = time.monotonic() - began
        self.wait_until(self.is_whole, 60)
        return took

    def has_answered(self):
        """Whether the second catalog counts products that it has shown; its process counts from nothing."""
        try:
            metrics = fetch(f"http://127.0.0.1:{self.ports['CATALOG_2_PORT']}/metrics").decode()
        except OSError:
            return False
        return any(
            "products/{id}" in line and not line.endswith(" 0")
            for line in metrics.splitlines() if line.startswith("http_server_request_duration_seconds_count"))

    def restart_everything(self):
        began = time.monotonic()
        self.command("restart", "shop")
        self.command("reload-gateway")
        took = time.monotonic() - began
        self.wait_until(self.is_whole, 60)
        return took

    def status(self):
        """(pid, state) by name."""
        rows = re.findall(r"^(\S+) +(\d+|-)  (.*?)  ", self.command("status"), re.MULTILINE)
        return {name: (None if pid == "-" else int(pid), state) for name, pid, state in rows}

    def pids(self):
        return {name: pid for name, (pid, _) in self.status().items()}

    def is_whole(self):
        status = self.status()
        return all(status[name][1] == "in rotation" for name in SHOP)
