"""The machine, and programs that run on it."""

import atexit
import datetime
import os
import pathlib
import platform
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

from clustering.failure import Failure

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
WORK = ROOT / ".build" / "bench"


def say(text=""):
    print(text, flush=True)


def tool(name):
    path = shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
    if path is None:
        raise Failure(f"{name} is missing: scripts/setup --bench installs it")
    return path


def run(*command, **options):
    """The output of a command that has to succeed."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, **options)
    if done.returncode != 0:
        raise Failure(f"{' '.join(map(str, command))} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()


def fetch(url):
    with urllib.request.urlopen(url, timeout=30) as answer:
        return answer.read()


class Program:
    """A program that runs until it is stopped, at the latest when the measurement ends."""

    def __init__(self, name, command, environment=None, ready=None, patience=60):
        self.log = WORK / "logs" / f"{name}.log"
        self.log.parent.mkdir(parents=True, exist_ok=True)
        self.name = name
        self.started = time.monotonic()
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                [str(part) for part in command], env={**os.environ, **(environment or {})}, stdout=log, stderr=log,
                stdin=subprocess.DEVNULL)
        atexit.register(self.stop)
        self.seconds_until_ready = self.wait_for(ready, patience) if ready else None

    def wait_for(self, url, patience):
        """Until it answers, looking every few milliseconds. How long it took since the start."""
        while time.monotonic() - self.started < patience:
            if self.process.poll() is not None:
                break
            try:
                fetch(url)
                return time.monotonic() - self.started
            except (urllib.error.URLError, OSError):
                time.sleep(0.004)
        raise Failure(f"{self.name} does not answer at {url}:\n{self.log.read_text(errors='replace')}")

    @property
    def resident_megabytes(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
        return int(kilobytes) / 1024

    def processor_seconds(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def rest(self, patience=60):
        """Until it has nothing to do any more: what comes after an order is done when the order has been answered."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            before = self.processor_seconds()
            time.sleep(0.5)
            if self.processor_seconds() - before < 0.02:
                return
        raise Failure(f"{self.name} does not come to rest")

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


def facts():
    """The machine in a line."""
    with open("/proc/cpuinfo") as info:
        models = [line.partition(":")[2].strip() for line in info if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{models[0] if models else platform.machine()}, {len(os.sched_getaffinity(0))} cores, {memory:.0f} GB, "
        f"Linux {platform.release().partition('-')[0]}")


def load():
    """Processes of others that want a core: when there are any, the figures are worth little, and this says so."""
    runnable = []
    for _ in range(5):
        time.sleep(0.2)
        # The fourth field is how many are running, this one included.
        runnable.append(int(pathlib.Path("/proc/loadavg").read_text().split()[3].partition("/")[0]) - 1)
    average = sum(runnable) / len(runnable)
    if average > 0.5:
        say(f"warning: others use this machine ({average:.1f} of them at a time); the figures are worth little")
    return average


def flush_microseconds():
    """What it takes this disk to keep a page, as each commit asks of it."""
    path = WORK / "flush"
    descriptor = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC)
    try:
        count = 200
        start = time.perf_counter()
        for _ in range(count):
            os.write(descriptor, b"\0" * 4096)
            os.fdatasync(descriptor)
        return (time.perf_counter() - start) / count * 1e6
    finally:
        os.close(descriptor)
        path.unlink()


def today():
    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d")


def error(text):
    print(f"error: {text}", file=sys.stderr)
