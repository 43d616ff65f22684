"""The side on which people and tests look at what was caught."""

import html
import http.server
import json
import re
import socket
import urllib.parse


class Markup(str):
    """Text that is HTML already. Everything else is escaped by `fill`."""


def fill(template, **values):
    """Puts values into {places}. What is not markup is escaped, so that a mail can show nothing but itself."""

    def escaped(value):
        return value if isinstance(value, Markup) else html.escape(str(value))

    return Markup(re.sub(r"\{(\w+)\}", lambda match: escaped(values[match.group(1)]), template))


PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title>{refresh}<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.4rem; overflow-wrap: anywhere }
table { width: 100%; border-collapse: collapse }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid #8884; overflow-wrap: anywhere }
pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: 1rem; border: 1px solid #8884; border-radius: .4rem }
iframe { width: 100%; height: 30rem; border: 1px solid #8884; background: white }
form { display: inline }
</style></head><body>{body}</body></html>
"""


def page(title, body, refreshes=False):
    refresh = Markup('<meta http-equiv="refresh" content="5">' if refreshes else "")
    return fill(PAGE, title=title, body=body, refresh=refresh).encode()


def list_page(mails):
    if not mails:
        return page("Mails", fill("<h1>Mails</h1><p>None so far. They appear here as they come.</p>"), refreshes=True)
    rows = Markup("").join(
        fill(
            '<tr><td>{time}</td><td>{to}</td><td><a href="/mails/{number}">{subject}</a></td></tr>',
            time=f"{mail.received:%H:%M:%S}", to=", ".join(mail.recipients), number=mail.number,
            subject=mail.subject or "(no subject)")
        for mail in mails)
    return page(
        f"Mails ({len(mails)})",
        fill(
            '<h1>Mails</h1><p>{count}, newest first, times in UTC. <a href="/mails.json">As JSON</a> '
            '<form method="post" action="/clear"><button>Forget them all</button></form></p>'
            "<table><thead><tr><th>Time<th>To<th>Subject</thead><tbody>{rows}</tbody></table>",
            count=len(mails), rows=Markup(rows)),
        refreshes=True)


def mail_page(mail):
    fields = Markup("").join(
        fill("<tr><th scope=row>{name}<td>{value}", name=name, value=value) for name, value in mail.fields())
    parts = ""
    if (text := mail.body("plain")) is not None:
        parts += fill("<h2>Text</h2><pre>{text}</pre>", text=text)
    if (markup := mail.body("html")) is not None:
        # Without any right: it runs nothing and loads nothing.
        parts += fill('<h2>HTML</h2><iframe sandbox title="HTML" srcdoc="{markup}"></iframe>', markup=markup)
    return page(
        mail.subject or "(no subject)",
        fill(
            '<p><a href="/">All mails</a> · <a href="/mails/{number}/raw">as it came</a> · '
            '<a href="/mails/{number}.json">JSON</a></p><h1>{subject}</h1><table>{fields}</table>{parts}',
            number=mail.number, subject=mail.subject or "(no subject)", fields=Markup(fields), parts=Markup(parts)))


def as_json(value):
    return json.dumps(value, ensure_ascii=False).encode()


class Handler(http.server.BaseHTTPRequestHandler):
    server_version, sys_version = "mailcatcher", ""
    timeout = 30

    def do_GET(self):
        path = urllib.parse.urlsplit(self.path).path
        if not self.is_for_us():
            return self.answer(403, b"this name is not mine\n", "text/plain")
        if path == "/":
            return self.answer(200, list_page(self.store.all()))
        if path == "/livez":
            return self.answer(200, b"ok\n", "text/plain")
        if path == "/mails.json":
            return self.answer(200, as_json([mail.summary() for mail in self.store.all()]), "application/json")
        if match := re.fullmatch(r"/mails/([0-9]{1,12})(/raw|\.json)?", path):
            if mail := self.store.get(int(match.group(1))):
                return self.show(mail, match.group(2))
        self.answer(404, page("Not found", fill('<h1>Not found</h1><p><a href="/">All mails</a></p>')))

    def show(self, mail, form):
        if form == "/raw":
            return self.answer(200, mail.raw, "text/plain")
        if form == ".json":
            return self.answer(200, as_json(mail.whole()), "application/json")
        self.answer(200, mail_page(mail))

    def do_POST(self):
        if not self.is_for_us() or self.path != "/clear":
            return self.answer(404, b"", "text/plain")
        self.store.clear()
        self.send_response(303)
        self.send_header("Location", "/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_DELETE(self):
        if not self.is_for_us() or self.path != "/mails":
            return self.answer(404, b"", "text/plain")
        self.store.clear()
        self.send_response(204)
        self.end_headers()

    def is_for_us(self):
        """A page elsewhere could point a name of its own here, and read the mails."""
        if not self.server.is_private:
            return True
        name = urllib.parse.urlsplit("//" + self.headers.get("Host", "")).hostname
        return name in {"localhost", "127.0.0.1", "::1"}

    def answer(self, status, body, kind="text/html"):
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    @property
    def store(self):
        return self.server.store

    def log_message(self, *_):
        pass


class Pages(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, store, address, port):
        self.store = store
        self.is_private = address in {"127.0.0.1", "::1", "localhost"}
        if ":" in address:
            self.address_family = socket.AF_INET6
        super().__init__((address, port), Handler)
