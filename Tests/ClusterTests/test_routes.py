import re
import unittest

from .stage import SERVICES, Stage, souk

PAGES = ["/", "/docs", "/docs/", "/docs/redoc/", "/docs/assets/swagger-ui.css", "/openapi.json"]
NOBODYS = [
    "/metrics", "/metrics/", "/debug", "/debug/requests.json", "/docsx", "/api", "/api/", "/api/v1", "/api/v1/",
    "/api/v2/products/", "/api/v1/productsx/", "/api/v1x/products/", "/API/v1/products/", "/.well-known/",
    "/.well-known/jwks.json/x", "//api/v1/products/", "/api/v1//products/", "/api/v1/../user/1/", "/api/schema/", "/x",
    "/%2561pi/v1/products/", "/openapi.jsonx", "/admin/",
]  # fmt: skip


def routes():
    """(service, method, path) of each route, as `souk routes` lists them, with its parameters filled in."""
    service = None
    for line in souk("routes").splitlines():
        if not line.startswith(" "):
            service = line
            continue
        method, path = line.split()[:2]
        yield service, method, re.sub(r"\{[^}]*\}", "7", path)


def is_public(path):
    return path.startswith(("/api/v1/", "/.well-known/"))


def misled(stage):
    """What is wrong with where a gateway sends things, as text."""
    for service, method, path in routes():
        for written in {path, path.removesuffix("/"), path.replace("/api", "/%61pi")}:
            answer = stage.ask(written, method, body=b"" if method in {"POST", "PUT", "PATCH"} else None)
            came_to = answer.json.get("service")
            if is_public(path) and came_to != service:
                yield f"{method} {written} is a route of {service} and came to {came_to or answer.status}"
            if not is_public(path) and (came_to or answer.status != 404):
                yield f"{method} {written} is internal and came to {came_to or answer.status}"
    for path in PAGES:
        if stage.ask(path).json.get("service") != "gateway":
            yield f"{path} is a page and does not come to the process that has them"
    for path in NOBODYS:
        answer = stage.ask(path)
        if answer.json.get("service") or answer.status != 404:
            yield f"{path} is nobody's and came to {answer.json.get('service') or answer.status}"


class RoutesTests(unittest.TestCase):
    def test_every_public_route_comes_to_its_service_and_nothing_else_comes_to_any(self):
        with Stage() as stage:
            self.assertEqual([], list(misled(stage)))
            refused = stage.ask("/api/user/7/")
        self.assertEqual("application/problem+json", refused.fields["Content-Type"])
        self.assertEqual("not_found", refused.json["code"])
        self.assertEqual("/api/user/7/", refused.json["instance"])

    def test_a_route_that_was_forgotten_or_opened_or_mixed_up_is_found_out(self):
        faults = {
            "forgotten": (" /api/v1/sessions/", ""),
            "opened": ("-m beg /api/v1/cart/", "-m beg /api/v1/cart/ /api/product/"),
            "mixed up": ("use_backend carts if to-carts", "use_backend orders if to-carts"),
            "let through": ("http-request deny deny_status 404", "http-request allow"),
        }
        for name, (right, wrong) in faults.items():
            with self.subTest(name):

                def plant(text, right=right, wrong=wrong):
                    self.assertIn(right, text)
                    return text.replace(right, wrong)

                with Stage(change=plant) as stage:
                    self.assertNotEqual([], list(misled(stage)))

    def test_readiness_is_the_gateways_own_and_says_no_when_nothing_is_up(self):
        with Stage() as stage:
            self.assertEqual((200, {"status": "ready"}), (stage.ask("/readyz").status, stage.ask("/readyz").json))
            self.assertEqual({"status": "ok"}, stage.ask("/livez").json)
        with Stage(services=[]) as stage:
            self.assertEqual((503, 200), (stage.ask("/readyz").status, stage.ask("/livez").status))
            for service, path in [("catalog", "/api/v1/products/"), ("gateway", "/docs")]:
                away = stage.ask(path)
                self.assertEqual((503, "unavailable", "1"), (
                    away.status, away.json["code"], away.fields["Retry-After"]), service)  # fmt: skip
            self.assertEqual(SERVICES, [s for s in SERVICES if not stage.haproxy.instances(s)])
