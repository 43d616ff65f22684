import csv
import os
import signal
import socket
import subprocess
import time

from .. import tools
from ..failure import Failure
from ..process import Process


# As `show servers state` writes them: what makes up the second is maintenance and draining, by whatever cause.
RUNNING = "2"
TAKEN_OUT = 0x3B


class HAProxy(Process):
    """The gateway, by a file that `souk gateway haproxy` has made. `settings` are variables that the file reads."""

    # Requests under way are answered, connections that are idle are waited for.
    stop_signal = signal.SIGUSR1
    patience_to_stop = 3

    def __init__(self, folder, configuration, settings):
        super().__init__("haproxy", folder, tools.user("haproxy"))
        self.configuration, self.settings = configuration, settings
        # The pids of workers that a reload has met: for a moment one that was replaced may answer beside the next.
        self.known = {None}

    @property
    def socket(self):
        return self.folder / "haproxy.sock"

    @property
    def state(self):
        return self.folder / "haproxy.state"

    @property
    def death_signal(self):
        return signal.SIGTERM

    def environment(self):
        own = {"GATEWAY_SOCKET": str(self.socket), "GATEWAY_STATE": str(self.state)}
        return {**super().environment(), **self.settings, **own}

    def prepare(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        self.hand_over(self.folder)
        self.require_way_to_folder()
        # What an earlier run knew says nothing of this one.
        self.state.write_text("1\n")
        self.check()

    def check(self):
        """Refuses a file that HAProxy would refuse."""
        command = [tools.find("haproxy"), "-c", "-f", str(self.configuration)]
        environment = {name: value for name, value in self.environment().items() if name != "GATEWAY_STATE"}
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        if done.returncode != 0 or "[WARNING]" in done.stderr:
            raise Failure(f"HAProxy does not take {self.configuration}:\n{done.stdout}{done.stderr}")

    def command(self):
        return [tools.find("haproxy"), "-W", "-f", self.configuration]

    def is_ready(self):
        return self.worker() is not None

    def worker(self):
        """The pid of the process that takes connections; None if there is none."""
        try:
            return next(int(line.split()[1]) for line in self.ask("show info").splitlines() if line.startswith("Pid:"))
        except (OSError, StopIteration):
            return None

    def reload(self, patience=20):
        """A new worker with the file as it is now; the one before ends when its last request has. The new one is there when
        this returns, which gives its pid."""
        self.check()
        self.known.add(self.worker())
        self.keep_state()
        self.signal(signal.SIGUSR2)
        end = time.monotonic() + patience
        while (worker := self.worker()) in self.known:
            if not self.is_running or time.monotonic() > end:
                raise Failure(f"HAProxy did not take its file anew{self.last_words()}")
            time.sleep(0.02)
        self.known.add(worker)
        return worker

    def keep_state(self):
        """The instances that are in use, so that the next process begins with them."""
        lines = self.ask("show servers state").splitlines()
        # The fifth field is the address: most places are empty.
        used = [line for line in lines[2:] if len(line.split()) > 4 and line.split()[4] != "-"]
        self.state.write_text("\n".join([*lines[:2], *used]) + "\n")

    def instances(self, backend):
        """Ports of the instances of a backend that are sent requests now; none while HAProxy itself is away."""
        try:
            table = self.ask(f"show servers state {backend}").splitlines()[1:]
        except OSError:
            return []
        rows = csv.DictReader([table[0].removeprefix("# "), *table[1:]], delimiter=" ") if table else []
        return sorted(
            int(row["srv_port"]) for row in rows
            if row["srv_op_state"] == RUNNING and not int(row["srv_admin_state"]) & TAKEN_OUT)  # fmt: skip

    def ask(self, command):
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(5)
            # A socket's path is at most 107 bytes long; from here it is short.
            descriptor = os.open(self.folder, os.O_PATH)
            try:
                connection.connect(f"/proc/self/fd/{descriptor}/{self.socket.name}")
            finally:
                os.close(descriptor)
            connection.sendall(command.encode() + b"\n")
            return b"".join(iter(lambda: connection.recv(65536), b"")).decode()
