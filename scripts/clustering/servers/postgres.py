import signal
import subprocess

from .. import tools
from ..process import Process

# Faster, and lost with the machine's power: for what is thrown away anyhow.
THROWAWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "2000"}


class PostgreSQL(Process):
    """A PostgreSQL of our own in a folder of its own. Whoever connects from this machine is trusted, or, with a password
    for the superuser, everybody has to prove who he is."""

    # Fast: connections are ended, everything is written.
    stop_signal = signal.SIGINT

    def __init__(self, folder, port, settings=None, superuser="souk", password=None):
        super().__init__("postgres", folder, tools.user("postgres"))
        self.port, self.settings = port, settings or {}
        self.superuser, self.password = superuser, password

    @property
    def data(self):
        return self.folder / "data"

    def url(self, database="postgres", user=None, password=None):
        user, password = user or self.superuser, password or self.password
        secret = f":{password}" if password else ""
        return f"postgres://{user}{secret}@127.0.0.1:{self.port}/{database}"

    def prepare(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        self.hand_over(self.folder)
        self.require_way_to_folder()
        if not (self.data / "PG_VERSION").exists():
            self.create()
        lines = {
            "listen_addresses": "127.0.0.1",
            "port": self.port,
            # The path of a socket may be 107 bytes long, and nobody knows where this folder lies.
            "unix_socket_directories": "",
            **self.settings,
        }
        text = "".join(f"{name} = '{value}'\n" for name, value in lines.items())
        (self.data / "postgresql.auto.conf").write_text("# Written at each start.\n" + text)

    def create(self):
        command = [
            tools.postgres("initdb"), "--pgdata", self.data, "--username", self.superuser, "--auth-local", "reject",
            "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-instructions",
        ]  # fmt: skip
        if self.settings.get("fsync") == "off":
            command += ["--no-sync"]
        if self.password is None:
            self.run(*command, "--auth-host", "trust")
            return
        secret = self.folder / "password"
        secret.touch(0o600)
        try:
            secret.write_text(self.password)
            self.hand_over(secret)
            self.run(*command, "--auth-host", "scram-sha-256", "--pwfile", secret)
        finally:
            secret.unlink()

    def command(self):
        return [tools.postgres("postgres"), "-D", self.data]

    def is_ready(self):
        # It writes this line when it takes connections: no process is started to ask.
        try:
            lines = (self.data / "postmaster.pid").read_text().split("\n")
        except OSError:
            return False
        return len(lines) > 7 and lines[0] == str(self.process.pid) and lines[7].strip() == "ready"

    def kill(self):
        # Its own way to end at once; SIGKILL would leave a segment of shared memory behind.
        if self.is_running:
            self.signal(signal.SIGCONT)
            self.signal(signal.SIGQUIT)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                pass
        super().kill()

    def execute(self, statements, database="postgres"):
        """Runs SQL as the superuser. Returns what psql prints, unaligned."""
        return self.run(
            tools.postgres("psql"), "--host", "127.0.0.1", "--port", self.port, "--username", self.superuser,
            "--dbname", database, "--no-password", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align",
            "--set", "ON_ERROR_STOP=1", input=statements)  # fmt: skip

    def environment(self):
        return {**super().environment(), **({"PGPASSWORD": self.password} if self.password else {})}
