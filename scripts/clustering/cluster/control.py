"""How another shell tells the supervisor something: a line over a socket in the cluster's folder, answered by lines."""

import contextlib
import os
import socket

from ..failure import Failure

NAME = "control.sock"
# The last line of an answer.
DONE, FAILED = "done", "failed"


class Control:
    """Listens while the cluster runs. Who may enter the folder and write to the socket is its owner alone."""

    def __init__(self, folder, obey):
        self.obey = obey
        self.listener = socket.socket(socket.AF_UNIX)
        with at(folder) as path:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(path)
            mask = os.umask(0o177)
            try:
                self.listener.bind(path)
            finally:
                os.umask(mask)
        self.listener.listen(4)
        self.listener.setblocking(False)

    def look(self):
        """Does what somebody waits for, if anybody does."""
        try:
            connection, _ = self.listener.accept()
        except BlockingIOError:
            return
        with connection, contextlib.suppress(OSError):
            connection.settimeout(5)
            words = connection.makefile().readline().split()
            try:
                for line in self.obey(words) or []:
                    connection.sendall(f"{line}\n".encode())
                connection.sendall(f"{DONE}\n".encode())
            except (Failure, OSError) as failure:
                connection.sendall(f"{failure}\n{FAILED}\n".encode())

    def close(self, folder):
        self.listener.close()
        with at(folder) as path, contextlib.suppress(FileNotFoundError):
            os.unlink(path)


def tell(folder, words):
    """Prints the answer. Returns whether it was done."""
    with socket.socket(socket.AF_UNIX) as connection:
        try:
            with at(folder) as path:
                connection.connect(path)
        except OSError:
            raise Failure(f"no cluster runs in {folder}; make cluster starts one") from None
        connection.sendall(f"{' '.join(words)}\n".encode())
        last = FAILED
        for line in connection.makefile():
            last = line.strip()
            if last not in {DONE, FAILED}:
                print(line, end="", flush=True)
        return last == DONE


@contextlib.contextmanager
def at(folder):
    """A path of the socket that is short enough for one, wherever the folder lies."""
    descriptor = os.open(folder, os.O_PATH)
    try:
        yield f"/proc/self/fd/{descriptor}/{NAME}"
    finally:
        os.close(descriptor)
