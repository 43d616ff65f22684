import base64
import os
import subprocess
import unittest
import urllib.error
import urllib.request

from .stage import PASSWORD, Stage, souk


def look(stage, path, password=PASSWORD):
    request = urllib.request.Request(f"http://127.0.0.1:{stage.dashboard_port}{path}")
    if password is not None:
        secret = base64.b64encode(f"operator:{password}".encode()).decode()
        request.add_header("Authorization", f"Basic {secret}")
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


class DashboardTests(unittest.TestCase):
    def test_who_knows_the_password_sees_instances_and_metrics_and_nobody_else_does(self):
        with Stage(["catalog"]) as stage:
            for path in ("/", "/metrics", "/;csv"):
                self.assertEqual(401, look(stage, path, None)[0])
                self.assertEqual(401, look(stage, path, "a guess")[0])
                self.assertEqual(200, look(stage, path)[0])
            self.assertIn('haproxy_backend_active_servers{proxy="catalog"} 1', look(stage, "/metrics")[1])
            self.assertIn("catalog1", look(stage, "/")[1])
            self.assertEqual(404, stage.ask("/metrics").status)

    def test_without_a_password_haproxy_does_not_start(self):
        with Stage([]) as stage:
            for settings in ({}, {"DASHBOARD_PASSWORD": ""}):
                done = subprocess.run(
                    ["haproxy", "-c", "-f", stage.file], env={"PATH": f"{os.environ['PATH']}:/usr/sbin", **settings},
                    capture_output=True, text=True)  # fmt: skip
                self.assertNotEqual(0, done.returncode)
                self.assertIn("DASHBOARD_PASSWORD", done.stderr)

    def test_no_secret_is_in_the_file(self):
        written = souk("gateway", "haproxy", DASHBOARD_PASSWORD="a-secret", ADMIN_PASSWORD="a-secret")
        self.assertNotIn("a-secret", written)
