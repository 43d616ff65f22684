import unittest

from .stage import Stage

PATH = "/api/v1/products/"


class CallersTests(unittest.TestCase):
    def test_what_a_caller_says_of_himself_is_not_believed(self):
        claims = [
            ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-For", "203.0.113.10"), ("X-Forwarded-Proto", "https"),
            ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Port", "1"), ("Forwarded", "for=203.0.113.9"),
            ("X-Real-IP", "203.0.113.9"), ("Upgrade", "websocket"), ("Host", "shop.example"),
        ]  # fmt: skip
        with Stage(["catalog"]) as stage:
            seen = stage.ask(PATH, fields=claims).seen
            self.assertEqual(["127.0.0.1"], [entry["client.address"] for entry in stage.log(1)])
        self.assertEqual(["127.0.0.1"], seen["x-forwarded-for"])
        self.assertEqual(["http"], seen["x-forwarded-proto"])
        self.assertEqual(["shop.example"], seen["host"])
        for name in ("x-forwarded-host", "x-forwarded-port", "forwarded", "x-real-ip", "upgrade"):
            self.assertNotIn(name, seen)

    def test_a_trusted_proxy_says_for_whom_it_asks_and_only_its_own_word_counts(self):
        claims = [("X-Forwarded-For", "198.51.100.1, 203.0.113.9"), ("X-Forwarded-Proto", "https")]
        with Stage(["catalog"], GATEWAY_TRUSTED_PROXIES="127.0.0.1 10.0.0.0/8") as stage:
            seen = stage.ask(PATH, fields=claims).seen
            self.assertEqual((["203.0.113.9"], ["https"]), (seen["x-forwarded-for"], seen["x-forwarded-proto"]))
            bare = stage.ask(PATH).seen
            self.assertEqual((["127.0.0.1"], ["http"]), (bare["x-forwarded-for"], bare["x-forwarded-proto"]))
            self.assertEqual(["203.0.113.9", "127.0.0.1"], [entry["client.address"] for entry in stage.log(2)])

    def test_every_request_has_one_id_which_the_service_the_answer_and_the_log_share(self):
        with Stage(["catalog"]) as stage:
            made = stage.ask(PATH)
            given = stage.ask(PATH, fields=[("X-Request-Id", "my-own.id_1")])
            refused = stage.ask("/nowhere/")
            for bad in ['a"b', "a b", "x" * 65, "é".encode("latin-1")]:
                other = stage.ask(PATH, fields=[("X-Request-Id", bad)])
                self.assertRegex(other.fields["X-Request-Id"], r"^[0-9a-f]{32}$")
            twice = stage.ask(PATH, fields=[("X-Request-Id", "one"), ("X-Request-Id", "two")])
            logged = [entry["request_id"] for entry in stage.log(8)]
        self.assertRegex(made.fields["X-Request-Id"], r"^[0-9a-f]{32}$")
        self.assertEqual([made.fields["X-Request-Id"]], made.seen["x-request-id"])
        self.assertEqual(("my-own.id_1", ["my-own.id_1"]), (given.fields["X-Request-Id"], given.seen["x-request-id"]))
        self.assertRegex(refused.fields["X-Request-Id"], r"^[0-9a-f]{32}$")
        self.assertEqual(1, len(twice.seen["x-request-id"]))
        self.assertNotIn(twice.fields["X-Request-Id"], ["one", "two"])
        for answer in (made, given, refused, twice):
            self.assertIn(answer.fields["X-Request-Id"], logged)

    def test_the_log_tells_of_requests_and_of_no_secret(self):
        secrets = ("a-secret-search", "a-secret-token")
        with Stage(["catalog"]) as stage:
            answer = stage.ask(
                PATH + '?search=a-secret-search"', fields=[("Authorization", "Bearer a-secret-token")])  # fmt: skip
            entry = stage.log(1)[0]
            text = stage.haproxy.log.read_text()
        for secret in secrets:
            self.assertNotIn(secret, text)
        self.assertEqual(("GET", PATH, 200), (
            entry["http.request.method"], entry["url.path"], entry["http.response.status_code"]))  # fmt: skip
        self.assertRegex(entry["ts"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        self.assertNotIn("Server", answer.fields)

    def test_in_ordinary_times_only_what_failed_is_logged(self):
        with Stage(["catalog"], GATEWAY_LOG_LEVEL="info") as stage:
            stage.ask(PATH)
            stage.ask("/nowhere/")
            self.assertEqual(["/nowhere/"], [entry["url.path"] for entry in stage.log(1)])
