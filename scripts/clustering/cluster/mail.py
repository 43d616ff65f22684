import urllib.request

from .. import tools
from ..process import Process


class MailCatcher(Process):
    """Takes every mail and shows it instead of sending it."""

    def __init__(self, folder, smtp_port, http_port):
        super().__init__("mail", folder)
        self.smtp_port, self.http_port = smtp_port, http_port

    def prepare(self):
        self.folder.mkdir(parents=True, exist_ok=True)

    def command(self):
        program = tools.ROOT / "scripts" / "mailcatcher"
        return [program, "--smtp-port", self.smtp_port, "--http-port", self.http_port]

    def is_ready(self):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.http_port}/", timeout=2):
                return True
        except OSError:
            return False
