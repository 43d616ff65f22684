"""The mails that were caught, in memory, the newest so many."""

import collections
import datetime
import email
import email.policy
import threading


class Mail:
    def __init__(self, number, sender, recipients, raw):
        self.number, self.sender, self.recipients, self.raw = number, sender, recipients, raw
        self.received = datetime.datetime.now(datetime.timezone.utc)
        self.message = email.message_from_bytes(raw, policy=email.policy.default)

    @property
    def subject(self):
        return self._field("Subject")

    def fields(self):
        """(name, decoded value) of each header field."""
        return [(name, self._field(name, value)) for name, value in self.message.raw_items()]

    def _field(self, name, value=None):
        # A field may hold anything that a client has sent; the parser does not read all of it.
        try:
            return str(self.message[name] or "") if value is None else str(self.message.policy.header_fetch_parse(name, value))
        except Exception:
            return "(cannot be read)"

    def body(self, kind):
        """The text of kind `plain` or `html`; None if the mail has none."""
        try:
            part = self.message.get_body((kind,))
            return None if part is None else part.get_content()
        except Exception:
            return None

    def summary(self):
        return {
            "id": self.number,
            "received": self.received.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "sender": self.sender,
            "recipients": self.recipients,
            "subject": self.subject,
            "bytes": len(self.raw),
        }

    def whole(self):
        return self.summary() | {
            "fields": [{"name": name, "value": value} for name, value in self.fields()],
            "text": self.body("plain"),
            "html": self.body("html"),
        }


class Store:
    """Whoever adds more than there is room for pushes out the oldest."""

    def __init__(self, most_mails, most_bytes):
        self.most_mails, self.most_bytes = most_mails, most_bytes
        self._mails = collections.OrderedDict()
        self._bytes = 0
        self._last = 0
        self._lock = threading.Lock()

    def add(self, sender, recipients, raw):
        with self._lock:
            self._last += 1
            number = self._last
        mail = Mail(number, sender, recipients, raw)
        with self._lock:
            self._mails[number] = mail
            self._bytes += len(raw)
            while len(self._mails) > self.most_mails or self._bytes > self.most_bytes and len(self._mails) > 1:
                _, oldest = self._mails.popitem(last=False)
                self._bytes -= len(oldest.raw)

    def all(self):
        """Newest first."""
        with self._lock:
            return list(reversed(self._mails.values()))

    def get(self, number):
        with self._lock:
            return self._mails.get(number)

    def clear(self):
        with self._lock:
            self._mails.clear()
            self._bytes = 0
