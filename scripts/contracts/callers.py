"""Who calls: the tokens of each role, made as the shop itself makes them.

Which shop is under test and as whom, `scripts/test-contracts` says by variables of the environment.
"""

import base64
import hashlib
import json
import os
import subprocess
import threading
import time
import urllib.request

ROLE = os.environ["SOUK_ROLE"]

# Access tokens live for five minutes, those of services for one.
RENEWED_AFTER = 25 if ROLE == "service" else 200


class People:
    """Registers and logs in. Any of them may close the account, change the password or lose the role in the middle of
    a run: so each token that is made is that of somebody new."""

    accounts = os.environ["SOUK_ACCOUNTS"]
    password = "a passphrase of these tests"
    count = 0

    @classmethod
    def token(cls):
        cls.count += 1
        name = f"{ROLE}-{os.getpid()}-{cls.count}"
        registers_as = ROLE if ROLE in ("buyer", "seller") else "buyer"
        user = cls.call(
            "/api/v1/users/",
            {
                "username": name,
                "email": f"{name}@example.com",
                "password": cls.password,
                "role": registers_as,
            },
        )
        if ROLE != registers_as:
            admin = cls.log_in(os.environ["SOUK_ADMIN"], os.environ["SOUK_ADMIN_PASSWORD"])
            cls.call(f"/api/v1/users/{user['id']}/", {"action": "set_role", "role": ROLE}, admin)
        return cls.log_in(name, cls.password)

    @classmethod
    def log_in(cls, username, password):
        return cls.call("/api/v1/token/", {"username": username, "password": password})["access"]

    @classmethod
    def call(cls, path, body, token=None):
        request = urllib.request.Request(
            cls.accounts + path, json.dumps(body).encode(), {"Content-Type": "application/json"}, method="POST"
        )
        if token:
            request.add_header("Authorization", f"Bearer {token}")
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)


class Services:
    """Signs what another service would say to the one under test, with the key that the shop has made for that."""

    key = os.environ["SOUK_SERVICE_KEY"]
    audience = os.environ["SOUK_CONTRACT"]

    @classmethod
    def token(cls):
        point = cls.openssl("pkey", "-in", cls.key, "-pubout", "-outform", "DER")[-64:]
        members = {"crv": "P-256", "kty": "EC", "x": cls.text(point[:32]), "y": cls.text(point[32:])}
        # The thumbprint of RFC 7638 names the key.
        thumbprint = hashlib.sha256(json.dumps(members, separators=(",", ":")).encode()).digest()
        header = {"alg": "ES256", "typ": "svc+jwt", "kid": cls.text(thumbprint)}
        caller = "carts" if cls.audience == "orders" else "orders"
        now = int(time.time())
        claims = {"iss": caller, "sub": caller, "aud": cls.audience, "iat": now, "exp": now + 60}
        message = ".".join(cls.text(json.dumps(part).encode()) for part in (header, claims))
        signature = cls.openssl("dgst", "-sha256", "-sign", cls.key, given=message.encode())
        return f"{message}.{cls.text(cls.fixed(signature))}"

    @staticmethod
    def openssl(*arguments, given=b""):
        return subprocess.run(["openssl", *arguments], input=given, capture_output=True, check=True).stdout

    @staticmethod
    def text(data):
        return base64.urlsafe_b64encode(data).rstrip(b"=").decode()

    @staticmethod
    def fixed(der):
        """The two numbers of a signature, which OpenSSL writes with their lengths, in 32 bytes each."""
        numbers, at = b"", 2
        for _ in range(2):
            length = der[at + 1]
            numbers += int.from_bytes(der[at + 2 : at + 2 + length], "big").to_bytes(32, "big")
            at += 2 + length
        return numbers


class Caller:
    """The token of the moment."""

    lock = threading.Lock()
    current = None
    since = 0.0

    @classmethod
    def token(cls):
        with cls.lock:
            if cls.current is None or time.monotonic() - cls.since > RENEWED_AFTER:
                cls.current = (Services if ROLE == "service" else People).token()
                cls.since = time.monotonic()
            return cls.current

    @classmethod
    def forget(cls, token):
        """The shop does not take it any more."""
        with cls.lock:
            if cls.current == token:
                cls.current = None
