"""The side on which mails come in: a real SMTP server that delivers nothing, and refuses what it is told to."""

import fnmatch
import hmac
import logging
import ssl

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

# It would log the addresses.
logging.getLogger("mail.log").setLevel(logging.CRITICAL)


def tls(files):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*files)
    return context


def matches(address, patterns):
    return any(fnmatch.fnmatchcase(address.lower(), pattern.lower()) for pattern in patterns)


class Catcher:
    """What aiosmtpd asks at each step."""

    def __init__(self, store, options):
        self.store, self.options = store, options

    async def handle_MAIL(self, server, session, envelope, address, options):
        if matches(address, self.options.refuse_sender):
            return "553 5.1.8 this sender is refused"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if matches(address, self.options.refuse):
            return "550 5.1.1 there is no such mailbox"
        if matches(address, self.options.defer):
            return "451 4.3.0 try again later"
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        self.store.add(envelope.mail_from, envelope.rcpt_tos, envelope.original_content)
        return "250 2.0.0 caught"

    def authenticate(self, server, session, envelope, mechanism, data):
        user, password = self.options.login
        known = isinstance(data, LoginPassword) and hmac.compare_digest(
            data.login + b"\0" + data.password, f"{user}\0{password}".encode())
        return AuthResult(success=known, handled=False)


async def serve(loop, store, options):
    """The listening server; closing it ends it."""
    catcher = Catcher(store, options)
    settings = {
        "hostname": "mailcatcher",
        "ident": "mailcatcher",
        "data_size_limit": options.largest_mail,
        "timeout": 60,
        "loop": loop,
    }
    if options.starttls:
        settings |= {"tls_context": tls(options.starttls), "require_starttls": True}
    if options.login:
        settings |= {
            "authenticator": catcher.authenticate,
            "auth_required": True,
            "auth_require_tls": bool(options.starttls),
        }
    return await loop.create_server(
        lambda: SMTP(catcher, **settings), options.bind, options.smtp_port,
        ssl=tls(options.tls) if options.tls else None)
