"""Visitors who notice every failure."""

import collections
import http.client
import threading
import time

from ..failure import Failure


class Visitors:
    """As many as asked for, each with a connection that is kept open, until the `with` ends. What they saw is counted by
    status, and `failures` are answers that are none of `expected`, and connections that were cut.

    Each pauses for `pause` seconds after a request, which leaves the processors to what comes and goes meanwhile. Without
    pauses they are as much of a load as they can be."""

    def __init__(self, port, path="/api/v1/products/", method="GET", count=6, expected=(200,), pause=0.02):
        self.port, self.path, self.method, self.expected, self.pause = port, path, method, expected, pause
        self.statuses = collections.Counter()
        self.failures = []
        self.slowest = 0.0
        self.ending = threading.Event()
        self.threads = [threading.Thread(target=self.run, daemon=True) for _ in range(count)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        try:
            self.see(50)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.ending.set()
        for thread in self.threads:
            thread.join(30)

    def see(self, more):
        """Waits until so many more requests have been answered; fails if they are not."""
        before, end = self.answered, time.monotonic() + 30
        while self.answered < before + more:
            if time.monotonic() > end:
                raise Failure(
                    f"of {more} answers from {self.path} {self.answered - before} came within 30 seconds; failed: "
                    f"{self.failures[-3:]}")
            time.sleep(0.01)

    @property
    def answered(self):
        return sum(self.statuses.values())

    def request(self):
        """(body, fields) of the next request."""
        return None, {}

    def take(self, response, content):
        """What an answer means to whom it is given."""

    def run(self):
        try:
            self.visit()
        except Exception as error:
            # Nobody sees how a thread ends.
            self.failures.append(f"a visitor gave up: {error!r}")

    def visit(self):
        connection = None
        while not self.ending.is_set():
            connection = self.ask(connection)
            self.ending.wait(self.pause)
        if connection:
            connection.close()

    def ask(self, kept):
        """One request, on the connection that was kept, if one was. Gives that which may be kept for the next."""
        connection = kept or http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        began = time.monotonic()
        try:
            connection.request(self.method, self.path, *self.request())
            response = connection.getresponse()
            content = response.read()
        except (OSError, http.client.HTTPException) as error:
            connection.close()
            self.failures.append(f"{error!r} on a connection that was {'kept' if kept else 'new'}")
            return None
        self.slowest = max(self.slowest, time.monotonic() - began)
        self.statuses[response.status] += 1
        if response.status not in self.expected:
            self.failures.append(f"{response.status} {response.headers.get('X-Request-Id')} {content[:300]}")
        self.take(response, content)
        if not response.will_close:
            return connection
        connection.close()
        return None
