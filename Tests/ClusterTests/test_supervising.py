import contextlib
import dataclasses
import errno
import io
import pathlib
import socket
import tempfile
import threading
import unittest
import unittest.mock

from clustering import ports
from clustering.cluster import control, members
from clustering.cluster.backoff import LONGEST, Backoff
from clustering.cluster.follower import Follower
from clustering.cluster.settings import CADDY_PORTS, FOR_DATAGRAMS, PORTS, ClusterSettings
from clustering.failure import Failure


@dataclasses.dataclass(frozen=True)
class Member:
    name: str
    log: pathlib.Path


class SupervisingTests(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="souk-supervising-")
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)

    def test_what_dies_again_and_again_is_started_ever_more_slowly_until_it_has_lived_a_while(self):
        backoff = Backoff()
        waits = [backoff.died(0, lived=1) for _ in range(8)]
        self.assertEqual([1, 2, 4, 8, 16, LONGEST, LONGEST, LONGEST], waits)
        self.assertFalse(backoff.is_due(LONGEST - 1))
        self.assertTrue(backoff.is_due(LONGEST))
        backoff.started()
        self.assertFalse(backoff.is_due(1000))
        self.assertEqual((1, 1), (backoff.restarts, backoff.died(2000, lived=61)))

    def test_each_port_can_be_moved_and_none_be_given_twice(self):
        moved = {name: str(20_000 + number) for number, name in enumerate(PORTS)}
        self.assertEqual(20_000, ClusterSettings(moved).ports["GATEWAY_PORT"])
        self.assertEqual(PORTS, ClusterSettings({}).ports)
        with self.assertRaisesRegex(Failure, "GATEWAY_PORT and CATALOG_PORT are both 8080"):
            ClusterSettings({"CATALOG_PORT": "8080"})
        for wrong in ("0", "65536", "-1", "eighty", "8080 "):
            with self.assertRaisesRegex(Failure, "GATEWAY_PORT"):
                ClusterSettings({"GATEWAY_PORT": wrong})

    def test_ports_that_are_taken_are_all_named_with_who_has_them_and_what_moves_them(self):
        picker = ports.PortPicker()
        moved = {name: str(picker.take()) for name in PORTS | CADDY_PORTS}
        settings = ClusterSettings({**moved, "DOMAINS": "localhost"})
        settings.refuse_taken_ports()
        taken = ["REDIS_PORT", "ORDERS_2_PORT"]
        listeners = [socket.create_server(("127.0.0.1", int(moved[name]))) for name in taken]
        for name in sorted(FOR_DATAGRAMS):
            taken.append(name)
            listeners.append(socket.socket(type=socket.SOCK_DGRAM))
            listeners[-1].bind(("127.0.0.1", int(moved[name])))
        try:
            with self.assertRaises(Failure) as caught:
                settings.refuse_taken_ports()
        finally:
            for listener in listeners:
                listener.close()
        lines = str(caught.exception).splitlines()
        self.assertEqual(len(taken), len(lines))
        for name in taken:
            line = next(line for line in lines if line.endswith(name))
            self.assertRegex(line, rf"^port {moved[name]} is taken by python3?\S* \(pid \d+\)")

    def test_a_port_that_only_root_may_have_is_not_said_to_be_taken(self):
        settings = ClusterSettings({"DOMAINS": "localhost"})
        with unittest.mock.patch("socket.socket.bind", side_effect=PermissionError(errno.EACCES, "no")):
            with self.assertRaises(Failure) as caught:
                settings.refuse_taken_ports()
        lines = str(caught.exception).splitlines()
        self.assertEqual(len(PORTS | CADDY_PORTS), len(lines))
        self.assertIn("port 80 is for root alone: choose another with CADDY_HTTP_PORT", lines)

    def test_with_domains_caddy_stands_before_it_and_links_lead_there(self):
        given = {"CLUSTER_DIR": str(self.folder), "DOMAINS": "shop.example,www.shop.example , localhost"}
        settings = ClusterSettings(given)
        self.assertEqual("https://shop.example", settings.public_url)
        self.assertEqual(PORTS | CADDY_PORTS, settings.ports)
        all_of = members.Members(settings, "souk")
        self.assertEqual(["haproxy", "caddy"], [gateway.name for gateway in all_of.gateways])
        told = all_of.caddy.environment()
        self.assertEqual("shop.example, www.shop.example, localhost", told["DOMAINS"])
        self.assertEqual("127.0.0.1", all_of.haproxy.environment()["GATEWAY_TRUSTED_PROXIES"])
        moved = ClusterSettings({**given, "CADDY_HTTPS_PORT": "8443"})
        self.assertEqual("https://shop.example:8443", moved.public_url)
        self.assertEqual("https://a.example", ClusterSettings({**given, "PUBLIC_URL": "https://a.example"}).public_url)

    def test_without_domains_there_is_no_caddy(self):
        settings = ClusterSettings({"CLUSTER_DIR": str(self.folder)})
        self.assertEqual(("http://localhost:8080", PORTS), (settings.public_url, settings.ports))
        all_of = members.Members(settings, "souk")
        self.assertEqual(["haproxy"], [gateway.name for gateway in all_of.gateways])
        self.assertEqual("255.255.255.255", all_of.haproxy.environment()["GATEWAY_TRUSTED_PROXIES"])

    def test_a_process_knows_the_key_and_the_database_of_its_own_service_only(self):
        everything = members.Members(ClusterSettings({"CLUSTER_DIR": str(self.folder)}), "souk")
        for instance in everything.instances:
            told = instance.environment()
            databases = [name for name in told if name.endswith("_DATABASE_URL")]
            own = f"{instance.service.upper()}_DATABASE_URL"
            self.assertEqual([] if instance.service == "gateway" else [own], databases, instance.name)
            self.assertEqual(instance.service == "accounts", "SIGNING_KEY_FILE" in told, instance.name)
            self.assertTrue(told["SERVICE_KEY_FILE"].endswith(f"/{instance.service}.pem"))

    def test_postgresql_takes_all_connections_that_the_processes_may_open(self):
        for loops, least in [("1", 8 * 11), ("16", 8 * 11 * 16)]:
            everything = members.Members(
                ClusterSettings({"CLUSTER_DIR": str(self.folder), "EVENT_LOOPS": loops}), "souk")
            self.assertGreater(int(everything.postgres.settings["max_connections"]), least)

    def test_ports_are_given_once_below_those_of_outgoing_connections(self):
        pickers = [ports.PortPicker(), ports.PortPicker()]
        given = [pickers[number % 2].take() for number in range(200)]
        self.assertEqual(200, len(set(given)))
        self.assertTrue(all(ports.LOWEST <= port <= ports.HIGHEST < 32_768 for port in given))

    def test_passwords_are_made_once_and_are_for_their_owner_alone(self):
        settings = ClusterSettings({"CLUSTER_DIR": str(self.folder)})
        password = settings.password("one")
        self.assertGreaterEqual(len(password), 32)
        self.assertEqual(password, ClusterSettings({"CLUSTER_DIR": str(self.folder)}).password("one"))
        self.assertNotEqual(password, settings.password("two"))
        self.assertEqual(0o600, (self.folder / "passwords" / "one").stat().st_mode & 0o777)
        self.assertEqual(0o700, (self.folder / "passwords").stat().st_mode & 0o777)

    def test_logs_are_followed_by_whole_lines_from_their_end_on(self):
        log = self.folder / "a.log"
        log.write_text("of an earlier run\n")
        out = io.StringIO()
        follower = Follower(4, out)
        follower.follow(Member("a", log))
        with log.open("a") as file:
            for text in ("one\ntw", "o\n", "three"):
                file.write(text)
                file.flush()
                follower.look_at_all()
        self.assertEqual("a    | one\na    | two\n", out.getvalue())

    def test_another_shell_is_obeyed_and_told_what_came_of_it(self):
        def obey(words):
            if words == ["fail"]:
                raise Failure("no")
            return words

        listener = control.Control(self.folder, obey)
        ending = threading.Event()

        def serve():
            while not ending.wait(0.01):
                listener.look()

        server = threading.Thread(target=serve)
        server.start()
        try:
            self.assertEqual(0o600, (self.folder / control.NAME).stat().st_mode & 0o777)
            with contextlib.redirect_stdout(io.StringIO()) as said:
                self.assertTrue(control.tell(self.folder, ["status"]))
                self.assertFalse(control.tell(self.folder, ["fail"]))
            self.assertEqual("status\nno\n", said.getvalue())
        finally:
            ending.set()
            server.join()
            listener.close(self.folder)
        with self.assertRaisesRegex(Failure, "no cluster runs"):
            control.tell(self.folder, ["status"])
