"""Shops to be tested: each a `souk up` in a folder of its own, on ports of its own."""

import os
import shutil
import signal
import subprocess
import time
import urllib.request

from clustering.ports import PortPicker

SERVICES = ["accounts", "catalog", "carts", "reviews", "orders", "notifications"]
CONTRACTS = SERVICES + ["gateway"]

ADMIN = "root-of-the-test"
ADMIN_PASSWORD = "a passphrase of the test's root"

SETTINGS = {
    "ENVIRONMENT": "development",
    "ADMIN_USERNAME": ADMIN,
    "ADMIN_PASSWORD": ADMIN_PASSWORD,
    "EVENT_LOOPS": "1",
    "LOG_LEVEL": "ERROR",
    # Everybody of a run comes from one address and guesses passwords: those limits have tests of their own.
    "LOGIN_FAILURES_PER_ACCOUNT": "1000000",
    "LOGIN_FAILURES_PER_ADDRESS": "1000000",
    "REGISTRATIONS_PER_ADDRESS": "1000000",
}


def inherited():
    return {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}


class Shop:
    """Opens with the `with` and closes with it; the folder stays."""

    picker = PortPicker()

    def __init__(self, souk, folder, template=None):
        self.souk = souk
        self.folder = folder
        if template:
            shutil.copytree(template, folder)
        else:
            folder.mkdir(parents=True)
        self.ports = {name: self.picker.take() for name in CONTRACTS}
        self.died = None

    def url(self, name):
        return f"http://127.0.0.1:{self.ports[name]}"

    def environment(self):
        ports = {f"{name.upper()}_PORT": str(port) for name, port in self.ports.items()}
        folders = {"DATA_DIR": str(self.folder / "data"), "LOG_DIR": str(self.folder / "logs")}
        return inherited() | SETTINGS | ports | folders

    def command(self, *arguments):
        """Runs a command of the shop. Returns what it said if it failed, else nothing."""
        done = subprocess.run(
            [self.souk, *arguments], env=self.environment(), cwd=self.folder, capture_output=True, text=True
        )
        if done.returncode != 0:
            return f"souk {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}"

    def __enter__(self):
        output = self.folder / "output.txt"
        with output.open("wb") as file:
            self.process = subprocess.Popen(
                [self.souk, "up"], env=self.environment(), cwd=self.folder, stdout=file, stderr=subprocess.STDOUT
            )
        limit = time.monotonic() + 60
        while True:
            try:
                with urllib.request.urlopen(self.url("gateway") + "/readyz", timeout=5):
                    return self
            except OSError:
                if self.process.poll() is not None or time.monotonic() > limit:
                    self.close()
                    raise RuntimeError(f"the shop does not open:\n{output.read_text(errors='replace')}") from None
                time.sleep(0.05)

    def __exit__(self, *_):
        if self.process.poll() is not None:
            output = (self.folder / "output.txt").read_text(errors="replace")
            self.died = f"the shop has ended by itself, with {self.process.returncode}:\n{output}"
        self.close()

    def close(self):
        if self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            self.died = "the shop did not close within 30 seconds"
