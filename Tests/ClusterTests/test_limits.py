import socket
import time
import unittest

from .stage import Stage

PATH = "/api/v1/products/"


class LimitsTests(unittest.TestCase):
    def test_who_asks_too_often_is_told_when_to_come_back_and_others_are_not_held_up(self):
        settings = {"GATEWAY_RATE_LIMIT": "20", "GATEWAY_TRUSTED_PROXIES": "127.0.0.1"}
        with Stage(["catalog"], **settings) as stage:

            def ask(address, path=PATH):
                return stage.ask(path, fields=[("X-Forwarded-For", address)])

            statuses = [ask("203.0.113.1").status for _ in range(25)]
            self.assertEqual([200] * 20 + [429] * 5, statuses)
            refused = ask("203.0.113.1")
            self.assertEqual(("rate_limited", "10"), (refused.json["code"], refused.fields["Retry-After"]))
            self.assertEqual("application/problem+json", refused.fields["Content-Type"])
            self.assertEqual(200, ask("203.0.113.2").status)
            self.assertEqual(200, ask("203.0.113.1", "/readyz").status, "probes are not counted")
            # All addresses of one network of IPv6 are one client's, who has as many as he likes.
            statuses = [ask(f"2001:db8::{number}").status for number in range(25)]
            self.assertEqual([429] * 5, statuses[-5:])

    def test_without_a_limit_nobody_is_told_to_wait(self):
        with Stage(["catalog"]) as stage:
            self.assertEqual({200}, {stage.ask(PATH).status for _ in range(700)})

    def test_a_body_may_be_as_long_as_the_service_reads_and_no_longer(self):
        with Stage(["catalog", "carts"]) as stage:
            allowed = {"/api/v1/products/7/images/": 2 * 1024 * 1024 + 16 * 1024, "/api/v1/cart/add/": 1024 * 1024}
            for path, limit in allowed.items():
                self.assertEqual(limit, stage.ask(path, "POST", body=b"x" * limit).json["body"])
                refused = stage.ask(path, "POST", body=b"x" * 0, fields=[("X-Length", "none")])
                self.assertEqual(200, refused.status)
                refused = self.announce(stage, path, limit + 1)
                self.assertIn(b"HTTP/1.1 413 ", refused)
                self.assertIn(b'"code":"content_too_large"', refused)

    def announce(self, stage, path, length):
        """Sends a head that announces a body, and waits for the answer to that alone."""
        with socket.create_connection(("127.0.0.1", stage.port), 10) as connection:
            connection.sendall(f"POST {path} HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\n\r\n".encode())
            return self.read(connection)

    def read(self, connection):
        return b"".join(iter(lambda: connection.recv(65536), b""))

    def test_what_cannot_be_read_or_takes_too_long_to_arrive_is_refused_and_comes_to_no_service(self):
        """In HAProxy's own words: what never became a request gets no other answer."""
        shorter = lambda text: text.replace("timeout http-request 10s", "timeout http-request 1s")  # noqa: E731
        with Stage(["catalog"], change=shorter) as stage:
            with socket.create_connection(("127.0.0.1", stage.port), 10) as connection:
                connection.sendall(f"GET {PATH} b HTTP/1.1\r\nHost: a\r\n\r\n".encode())
                self.assertIn(b"HTTP/1.1 400 ", self.read(connection))
            began = time.monotonic()
            with socket.create_connection(("127.0.0.1", stage.port), 10) as connection:
                connection.sendall(f"GET {PATH} HTTP/1.1\r\nHost: a\r\n".encode())
                for _ in range(4):
                    time.sleep(0.2)
                    connection.sendall(b"X-Slow: 1\r\n")
                self.assertIn(b"HTTP/1.1 408 ", self.read(connection))
            self.assertLess(time.monotonic() - began, 5)
            self.assertEqual([], stage.stubs[0].asked)

    def test_a_service_that_gives_no_answer_or_no_proper_one_is_a_problem_document(self):
        shorter = lambda text: text.replace("timeout server 35s", "timeout server 1s")  # noqa: E731
        with Stage(["catalog"], change=shorter) as stage:
            late, cut = stage.ask(PATH + "?hang", "POST"), stage.ask(PATH + "?cut", "POST")
        for answer, status, code in [(late, 504, "gateway_timeout"), (cut, 502, "bad_gateway")]:
            self.assertEqual((status, code, PATH), (answer.status, answer.json["code"], answer.json["instance"]))
            self.assertEqual("application/problem+json", answer.fields["Content-Type"])
