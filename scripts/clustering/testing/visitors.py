"""Visitors who notice every failure."""

import collections
import http.client
import threading
import time


class Visitors:
    """As many as asked for, each with a connection that is kept open, until the `with` ends. What they saw is counted by
    status, and `failures` are answers that are none of `expected`, and connections that were cut."""

    def __init__(self, port, path="/api/v1/products/", method="GET", count=6, expected=(200,)):
        self.port, self.path, self.method, self.expected = port, path, method, expected
        self.statuses = collections.Counter()
        self.failures = []
        self.slowest = 0.0
        self.ending = threading.Event()
        self.threads = [threading.Thread(target=self.visit, daemon=True) for _ in range(count)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        self.see(50)
        return self

    def __exit__(self, *_):
        self.ending.set()
        for thread in self.threads:
            thread.join(30)

    def see(self, more):
        """Waits until so many more requests have been answered."""
        goal = self.answered + more
        end = time.monotonic() + 30
        while self.answered < goal and time.monotonic() < end:
            time.sleep(0.01)

    @property
    def answered(self):
        return sum(self.statuses.values())

    def visit(self):
        connection = None
        while not self.ending.is_set():
            fresh = connection is None
            connection = connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
            began = time.monotonic()
            try:
                connection.request(self.method, self.path)
                response = connection.getresponse()
                response.read()
            except (OSError, http.client.HTTPException) as error:
                connection.close()
                connection = None
                self.failures.append(f"{error!r} on a connection that was {'new' if fresh else 'kept'}")
                continue
            self.slowest = max(self.slowest, time.monotonic() - began)
            self.statuses[response.status] += 1
            if response.status not in self.expected:
                self.failures.append(f"{response.status} {response.headers.get('X-Request-Id')}")
            if response.will_close:
                connection.close()
                connection = None
        if connection:
            connection.close()
