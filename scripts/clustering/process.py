"""A process that runs until it is stopped."""

import os
import signal
import subprocess
import time

from .failure import Failure


class Process:
    """A program in the foreground, in a process group of its own: a Ctrl-C at the terminal does not reach it, whoever
    started it says when it ends. Should that one be killed, the kernel ends this one too.

    Subclasses say how it is started (`command`), whether it answers (`is_ready`) and how it is asked to stop.
    """

    stop_signal = signal.SIGTERM
    # Seconds.
    patience_to_start = 60
    patience_to_stop = 30

    def __init__(self, name, folder, user=None):
        self.name, self.folder, self.user = name, folder, user
        self.process = None
        self.started = None

    def command(self):
        raise NotImplementedError

    def environment(self):
        """Nothing of ours but the path: what a server does must not hang on who started it."""
        return {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(self.folder), "LANG": "C.UTF-8"}

    def prepare(self):
        """What has to be there before the first start."""

    def is_ready(self):
        return True

    @property
    def log(self):
        return self.folder / f"{self.name}.log"

    @property
    def death_signal(self):
        """What it gets when whoever started it is killed."""
        return self.stop_signal

    @property
    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def start(self):
        """Only from a thread that lives as long as this process shall: the kernel watches over that thread."""
        self.started = time.monotonic()
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [*self.wrapper(), *map(str, self.command())], env=self.environment(), cwd=self.folder,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)  # fmt: skip

    def wrapper(self):
        """Gives up being root, and lets it die with us."""
        command = ["setpriv", "--pdeathsig", self.death_signal.name.removeprefix("SIG")]
        if self.user is not None:
            command += ["--reuid", str(self.user.pw_uid), "--regid", str(self.user.pw_gid), "--init-groups"]
        return [*command, "--"]

    def wait_until_ready(self, interval=0.05):
        end = time.monotonic() + self.patience_to_start
        while not self.is_ready():
            if not self.is_running:
                raise Failure(f"{self.name} ended by itself as it started{self.last_words()}")
            if time.monotonic() > end:
                raise Failure(f"{self.name} is not ready after {self.patience_to_start} seconds{self.last_words()}")
            time.sleep(interval)

    def last_words(self, lines=20):
        try:
            text = self.log.read_text(errors="replace").splitlines()[-lines:]
        except OSError:
            text = []
        return ":\n    " + "\n    ".join(text) if text else ""

    def stop(self):
        """Asks, waits, and at last insists."""
        if self.is_running:
            self.signal(signal.SIGCONT)
            self.signal(self.stop_signal)
            try:
                self.process.wait(self.patience_to_stop)
            except subprocess.TimeoutExpired:
                pass
        self.kill()

    def kill(self):
        """At once, and everything it started with it."""
        process, self.process = self.process, None
        if process is None:
            return
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.wait()

    def signal(self, number):
        if self.is_running:
            self.process.send_signal(number)

    def hand_over(self, *paths):
        """Gives files to the user who runs it."""
        for path in paths:
            if self.user is not None:
                os.chown(path, self.user.pw_uid, self.user.pw_gid)

    def require_way_to_folder(self):
        """Fails where the user who runs it may not go, as below a home folder that is its owner's alone."""
        if self.user is None:
            return
        try:
            self.run("test", "-x", self.folder)
        except Failure:
            raise Failure(
                f"the user {self.user.pw_name}, as whom {self.name} runs, may not enter {self.folder}: "
                "use a folder that others can reach") from None

    def run(self, *command, input=""):
        """A command as that user, which has to succeed. Returns what it printed."""
        done = subprocess.run(
            [*self.wrapper(), *map(str, command)], env=self.environment(), cwd=self.folder, input=input,
            capture_output=True, text=True)  # fmt: skip
        if done.returncode != 0:
            raise Failure(f"{os.path.basename(str(command[0]))} failed:\n{done.stdout}{done.stderr}")
        return done.stdout


