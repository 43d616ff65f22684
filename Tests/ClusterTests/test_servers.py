import pathlib
import signal
import subprocess
import tempfile
import unittest

from .stage import ROOT, eventually, processes_that_know

SERVERS = ROOT / "scripts" / "servers"


def left_behind(pid):
    """Processes that know the folder of that run, and the folder."""
    folder = f"souk-servers-{pid}-"
    yield from processes_that_know(folder)
    yield from pathlib.Path(tempfile.gettempdir()).glob(f"{folder}*")


class ServersTests(unittest.TestCase):
    def run_servers(self, *arguments, **options):
        return subprocess.Popen([SERVERS, *arguments], text=True, stdout=subprocess.PIPE, **options)

    def test_a_command_finds_all_servers_and_its_exit_code_comes_through(self):
        script = (
            'psql "$SOUK_TEST_POSTGRES_URL" -Atc "show fsync"; psql "$SOUK_TEST_POSTGRES_GUARDED_URL" -Atc "select user";'
            'curl -sf "$SOUK_TEST_AMQP_MANAGEMENT_URL/api/overview" >/dev/null && echo rabbit;'
            'curl -sf "http://$SOUK_TEST_CONSUL_HTTP_ADDR/v1/status/leader" >/dev/null && echo consul;'
            'redis-cli -u "$SOUK_TEST_REDIS_URL" ping; echo "$SOUK_TEST_COLUMN"; exit 7')
        process = self.run_servers("run", "sh", "-c", script)
        said, _ = process.communicate(timeout=90)
        self.assertEqual(["off", "guarded", "rabbit", "consul", "PONG", "servers"], said.split())
        self.assertEqual(7, process.returncode)
        self.assertEqual([], list(left_behind(process.pid)))

    def test_whatever_ends_it_nothing_is_left_behind(self):
        few = ["--only", "postgres,redis"]
        for number, options in [(signal.SIGINT, []), (signal.SIGTERM, few), (signal.SIGHUP, few)]:
            with self.subTest(number):
                process = self.run_servers("run", *options, "sh", "-c", "echo up; exec sleep 1000")
                self.assertEqual("up\n", process.stdout.readline())
                self.assertNotEqual([], list(left_behind(process.pid)))
                process.send_signal(number)
                process.communicate(timeout=60)
                self.assertEqual(128 + number, process.returncode)
                self.assertEqual([], list(left_behind(process.pid)))

    def test_even_when_it_is_killed_the_servers_end_and_the_next_run_takes_the_folder_away(self):
        process = self.run_servers("run", "sh", "-c", "echo up; exec sleep 30")
        self.assertEqual("up\n", process.stdout.readline())
        process.kill()
        process.wait()
        process.stdout.close()
        eventually(lambda: all(isinstance(left, pathlib.Path) for left in left_behind(process.pid)), 30)
        self.run_servers("run", "--only", "redis", "true").communicate(timeout=60)
        self.assertEqual([], list(left_behind(process.pid)))

    def test_a_test_may_hold_servers_of_its_own_to_stop_freeze_and_start(self):
        process = self.run_servers("hold", "--only", "redis", stdin=subprocess.PIPE)
        told = {}
        for line in iter(process.stdout.readline, "\n"):
            name, _, value = line.strip().partition("=")
            told[name] = value
        self.assertNotIn("SOUK_TEST_POSTGRES_URL", told)

        def answer_to(line):
            process.stdin.write(f"{line}\n")
            process.stdin.flush()
            return process.stdout.readline()

        def ping():
            return subprocess.run(
                ["redis-cli", "-u", told["SOUK_TEST_REDIS_URL"], "ping"], capture_output=True, text=True).stdout

        self.assertEqual("PONG\n", ping())
        for command in ("stop redis", "start redis", "freeze redis", "thaw redis", "kill redis"):
            self.assertEqual("ok\n", answer_to(command))
        self.assertNotEqual("PONG\n", ping())
        self.assertTrue(answer_to("start postgres").startswith("error: "))
        self.assertEqual("ok\n", answer_to("start redis"))
        self.assertEqual("PONG\n", ping())
        process.communicate(timeout=60)
        self.assertEqual((0, []), (process.returncode, list(left_behind(process.pid))))


