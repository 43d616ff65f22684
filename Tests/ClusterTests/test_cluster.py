import contextlib
import io
import json
import os
import pathlib
import re
import signal
import ssl
import subprocess
import tempfile
import unittest
import urllib.request

from clustering.cluster import control
from clustering.cluster.members import INSTANCES
from clustering.cluster.settings import CADDY_PORTS, PORTS
from clustering.ports import PortPicker
from clustering.testing.visitors import Visitors

from . import kills
from .buyers import Buyers
from .demo import Demo
from .stage import ROOT, eventually, processes_that_know

CLUSTER = ROOT / "scripts" / "cluster"
PATHS = ["/api/v1/products/?limit=5", "/api/v1/reviews/1/", "/.well-known/jwks.json", "/docs"]
ROTATING = {name: port for name, _, port in INSTANCES}
KILLS = kills.wanted()


class ClusterTests(unittest.TestCase):
    """One cluster for all, with Caddy before it: it takes half a minute to start."""

    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="souk-cluster-")
        cls.addClassCleanup(scratch.cleanup)
        cls.folder = pathlib.Path(scratch.name)
        cls.folder.chmod(0o711)
        cls.picker = PortPicker()
        cls.ports = {name: cls.picker.take() for name in PORTS | CADDY_PORTS}
        cls.environment = {
            **os.environ, **{name: str(port) for name, port in cls.ports.items()},
            "CLUSTER_DIR": str(cls.folder / "cluster"), "DOMAINS": "localhost,shop.localhost",
            # With its rules about keys and passwords, and without its limit for each address: all visitors have one.
            "ENVIRONMENT": "production", "GATEWAY_RATE_LIMIT": "0",
        }  # fmt: skip
        cls.output = cls.folder / "output.txt"
        with cls.output.open("w") as output:
            cls.process = subprocess.Popen([CLUSTER], env=cls.environment, stdout=output, stderr=output)
        cls.addClassCleanup(cls.end)
        eventually(lambda: "Ctrl-C closes it" in cls.said() or cls.process.poll() is not None, 180)
        if cls.process.poll() is not None:
            raise AssertionError(f"the cluster did not start:\n{cls.said()[-4000:]}")

    @classmethod
    def end(cls):
        if cls.process.poll() is None:
            cls.process.send_signal(signal.SIGINT)
            cls.process.wait(120)

    @classmethod
    def said(cls):
        return cls.output.read_text(errors="replace")

    def cluster(self, *arguments):
        """What a sub-command prints; it has to succeed."""
        done = subprocess.run([CLUSTER, *arguments], env=self.environment, capture_output=True, text=True, timeout=300)
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)
        return done.stdout

    def status(self):
        """(pid, state) by name."""
        with contextlib.redirect_stdout(io.StringIO()) as said:
            self.assertTrue(control.tell(self.folder / "cluster", ["status"]))
        rows = re.findall(r"^(\S+) +(\d+|-)  (.*?)  ", said.getvalue(), re.MULTILINE)
        return {name: (pid, state) for name, pid, state in rows}

    def is_whole(self):
        """The processes first: of one that has just gone the gateway knows nothing yet."""
        for port in ROTATING.values():
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.ports[port]}/readyz", timeout=5).close()
            except OSError:
                return False
        status = self.status()
        return all(status[name][1] == "in rotation" for name in ROTATING) and all(
            pid != "-" for pid, _ in status.values())

    def amid_visitors(self, body, *others):
        """Of whom none may notice what the body does."""
        visitors = [*(Visitors(self.ports["GATEWAY_PORT"], path, count=2) for path in PATHS), *others]
        with contextlib.ExitStack() as entered:
            for each in visitors:
                entered.enter_context(each)
            body()
            for each in visitors:
                each.see(20)
        self.assertEqual([], [failure for each in visitors for failure in each.failures])

    def over_caddy(self, path):
        """What a browser gets that trusts Caddy's own authority."""
        root = self.folder / "cluster/caddy/data/caddy/pki/authorities/local/root.crt"
        url = f"https://localhost:{self.ports['CADDY_HTTPS_PORT']}{path}"
        with urllib.request.urlopen(url, timeout=20, context=ssl.create_default_context(cafile=str(root))) as answer:
            return answer.status, json.load(answer)

    def test_1_a_visit_through_the_gateway_ends_with_delivered(self):
        self.assertTrue(self.cluster("souk", "demo").endswith("delivered\n"))
        self.assertIn("every invariant holds", self.cluster("souk", "check"))
        self.assertEqual(set(ROTATING), {name for name, (_, state) in self.status().items() if state == "in rotation"})
        status, products = self.over_caddy("/api/v1/products/?limit=5")
        self.assertEqual((200, 5), (status, len(products["results"])))
        self.assertIn(f"https://localhost:{self.ports['CADDY_HTTPS_PORT']}/docs\n", self.said())

    def test_2_one_of_two_catalogs_is_killed_amid_visitors_and_comes_back(self):
        def kill():
            before = self.status()["catalog-2"][0]
            os.kill(int(before), signal.SIGKILL)
            # How long that takes is for the bench to say.
            eventually(lambda: self.status()["catalog-2"][0] not in {before, "-"})
            eventually(lambda: self.is_whole() and self.answers("CATALOG_2_PORT"))

        self.amid_visitors(kill)
        self.assertIn("catalog-2 has died (by signal 9); it is started again in 1 s", self.said())

    def answers(self, port):
        """Whether an instance has been sent requests by the gateway since it began; it counts from nothing."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.ports[port]}/metrics", timeout=5) as answer:
                lines = answer.read().decode().splitlines()
        except OSError:
            # The gateway has not noticed yet that it is away.
            return False
        return any(
            "products/" in line and not line.endswith(" 0")
            for line in lines if line.startswith("http_server_request_duration_seconds_count"))  # fmt: skip

    def test_3_everything_is_restarted_amid_visitors_and_buyers_of_whom_none_notices(self):
        before = self.status()

        def restart():
            self.cluster("restart", "shop")
            self.cluster("restart", "haproxy")
            self.cluster("reload-gateway")

        buyers = Buyers(self.ports["GATEWAY_PORT"])
        self.amid_visitors(restart, buyers)
        # Each is one of its own.
        self.assertEqual(len(buyers.orders), len(set(buyers.orders)))
        self.assertEqual(before["haproxy"], self.status()["haproxy"])
        after = self.status()
        self.assertEqual([], [name for name in ROTATING if before[name][0] == after[name][0]])
        self.assertTrue(self.is_whole())

    def test_4_any_process_may_be_killed_amid_a_visit_and_the_shop_recovers(self):
        self.assertEqual(set(kills.MOMENTS), set(self.status()))
        goods = self.folder / "goods.csv"
        self.cluster("souk", "export", goods)
        for number, (name, step) in enumerate(KILLS, 1):
            with self.subTest(name, step=step):
                before = self.status()[name][0]
                visit = Demo([CLUSTER, "souk", "demo"], self.environment, self.folder / "visit.txt")
                visit.reach(step)
                os.kill(int(before), signal.SIGKILL)
                self.assertIsNone(visit.process.poll(), f"the visit was over:\n{visit.said}")
                eventually(lambda name=name, before=before: self.status()[name][0] not in {before, "-"}, 60)
                eventually(self.is_whole, 90)
                # It may have been told that something is away; what it has begun is brought to an end without it.
                self.assertRegex(visit.wait(), r"^(delivered|souk: 50[234] .*|souk: no answer from .*)$")
                eventually(lambda: self.works("demo"), 60)
                # What happened while RabbitMQ was away is told when it is back.
                eventually(lambda: self.works("check"), 90)
            if number % 25 == 0:
                # After a hundred visits the popular goods are nearly sold out.
                self.cluster("souk", "import", goods)
        print(f"{len(KILLS)} kills")

    def works(self, command):
        done = subprocess.run([CLUSTER, "souk", command], env=self.environment, capture_output=True, text=True)
        self.last = done.stdout + done.stderr
        return done.returncode == 0

    def test_5_a_second_one_is_told_why_it_cannot_start(self):
        done = subprocess.run([CLUSTER], env=self.environment, capture_output=True, text=True, timeout=60)
        self.assertNotEqual(0, done.returncode)
        self.assertIn("another cluster runs in", done.stderr)
        elsewhere = {**self.environment, "CLUSTER_DIR": str(self.folder / "elsewhere")}
        done = subprocess.run([CLUSTER], env=elsewhere, capture_output=True, text=True, timeout=60)
        self.assertNotEqual(0, done.returncode)
        self.assertRegex(done.stderr, r"port \d+ is taken by haproxy \(pid \d+\): .* choose another with GATEWAY_PORT")
        self.assertRegex(done.stderr, r"port \d+ is taken by souk\S* \(pid \d+\): .* choose another with ORDERS_2_PORT")

    def test_6_no_password_is_in_the_logs_or_readable_for_others(self):
        cluster = self.folder / "cluster"
        secret = [
            cluster / "control.sock", cluster / "shop" / "credentials", cluster / "rabbitmq" / "definitions.json",
            *(cluster / "passwords").iterdir(), *(cluster / "keys").rglob("*"),
        ]  # fmt: skip
        # That one holds public keys.
        open_to_others = [path.name for path in secret if path.stat().st_mode & 0o077 and path.name != "peers.json"]
        self.assertEqual([], open_to_others)
        passwords = [file.read_text().strip() for file in (cluster / "passwords").iterdir()]
        self.assertGreater(len(passwords), 6)
        for log in [*cluster.rglob("*.log"), self.output]:
            text = log.read_text(errors="replace")
            self.assertEqual([], [password for password in passwords if password in text], log)

    def test_7_it_ends_with_everything_it_started(self):
        self.process.send_signal(signal.SIGTERM)
        self.assertEqual(0, self.process.wait(120))
        self.assertEqual([], list(processes_that_know(str(self.folder))))
