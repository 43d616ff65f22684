import json
import pathlib
import socket
import ssl
import subprocess
import tempfile
import unittest

from . import acme
from .stage import ROOT, Stage, eventually, souk

from clustering.servers import Caddy

PATH = "/api/v1/products/"


class CaddyTests(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="souk-caddy-")
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)
        self.file = self.folder / "Caddyfile"
        self.file.write_text(souk("gateway", "caddy"))

    def open(self, stage, domains):
        """Caddy before the gateway of a stage."""
        self.http, self.https = stage.ports.take(), stage.ports.take()
        self.caddy = Caddy(self.folder / "caddy", self.file, self.https, {
            "DOMAINS": domains,
            "CADDY_HTTP_PORT": str(self.http),
            "CADDY_HTTPS_PORT": str(self.https),
            "CADDY_BIND_ADDRESS": "127.0.0.1",
            "GATEWAY_ADDRESS": f"127.0.0.1:{stage.port}",
        })  # fmt: skip
        self.addCleanup(self.caddy.kill)
        self.caddy.prepare()
        self.caddy.start()
        self.caddy.wait_until_ready()
        # It listens before it has made its certificates.
        eventually(lambda: all(self.has_certificate(name.strip()) for name in domains.split(",")))

    def has_certificate(self, name):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        try:
            with socket.create_connection(("127.0.0.1", self.https), 1) as connection:
                context.wrap_socket(connection, server_hostname=name).close()
            return True
        except OSError:
            return False

    def curl(self, url, *options):
        """(status, fields, text) as curl sees them, who trusts nobody but Caddy's own authority."""
        done = subprocess.run(
            ["curl", "--silent", "--show-error", "--include", "--cacert", self.caddy.root_certificate, *options, url],
            capture_output=True, text=True)  # fmt: skip
        self.assertEqual("", done.stderr)
        head, _, body = done.stdout.partition("\n\n")
        lines = head.splitlines()
        fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
        return int(lines[0].split()[1]), fields, body

    def test_a_browser_that_trusts_its_authority_reaches_the_shop_and_the_shop_knows_whom_it_serves(self):
        with Stage(["catalog"], GATEWAY_TRUSTED_PROXIES="127.0.0.1") as stage:
            self.open(stage, "localhost, shop.example")
            status, fields, body = self.curl(
                f"https://localhost:{self.https}{PATH}", "--header", "X-Forwarded-For: 203.0.113.9",
                "--header", "X-Forwarded-Proto: http")  # fmt: skip
            seen = dict(json.loads(body)["fields"])
            self.assertEqual(200, status)
            self.assertEqual(("https", "127.0.0.1"), (seen["x-forwarded-proto"], seen["x-forwarded-for"]))
            self.assertEqual(f"localhost:{self.https}", seen["host"])
            self.assertNotIn("server", fields)
            self.assertNotIn("strict-transport-security", fields, "not for this machine's own name")
            address = f"shop.example:{self.https}:127.0.0.1"
            _, fields, _ = self.curl(f"https://shop.example:{self.https}{PATH}", "--resolve", address)
            self.assertEqual("max-age=31536000", fields["strict-transport-security"])
            status, fields, _ = self.curl(f"http://localhost:{self.http}{PATH}")
            self.assertEqual(308, status)
            self.assertTrue(fields["location"].startswith("https://localhost"))

    def test_while_the_gateway_is_away_visitors_get_a_problem_document(self):
        with Stage(["catalog"]) as stage:
            self.open(stage, "localhost")
            stage.haproxy.kill()
            status, fields, body = self.curl(f"https://localhost:{self.https}{PATH}")
            self.assertEqual((503, "application/problem+json"), (status, fields["content-type"]))
            self.assertEqual("unavailable", json.loads(body)["code"])

    def test_certificates_come_by_acme(self):
        done = subprocess.run(acme.command(self.folder, self.file), cwd=ROOT, capture_output=True, text=True)
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertEqual("Caddy Local Authority - ECC Intermediate", done.stdout.strip())

    def test_a_network_that_is_not_there_is_no_reason_to_skip_the_certificates(self):
        """Where port 80 is taken and there is no network of its own, the test of certificates fails and says why."""
        code = (
            "import socket, pathlib; from Tests.ClusterTests import acme; acme.raise_loopback();"
            "taken = socket.create_server(('127.0.0.1', 80)); acme.main(pathlib.Path('/'), pathlib.Path('/'))")
        command = acme.command()
        done = subprocess.run(
            [*command[:command.index("-m")], "-c", code], cwd=ROOT, capture_output=True, text=True)
        self.assertNotEqual(0, done.returncode)
        self.assertIn("port 80", done.stderr)
