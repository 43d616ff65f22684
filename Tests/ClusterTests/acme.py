"""A certificate out of a second Caddy, over the whole of ACME: `python3 -m Tests.ClusterTests.acme FOLDER CADDYFILE`.

The authority looks for the answers to its challenges on ports 80 and 443, which cannot be moved. So this runs in a network
of its own, where they are free whoever has them outside, and where nothing leads out. Where the machine does not allow
that, it takes the real ones.
"""

import contextlib
import fcntl
import pathlib
import socket
import ssl
import struct
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

from clustering.ports import PortPicker, obstacle  # noqa: E402
from clustering.servers import Caddy  # noqa: E402

AUTHORITY = """
{
	admin off
	skip_install_trust
	auto_https disable_redirects
	default_bind 127.0.0.1
}
https://localhost:{$AUTHORITY_PORT} {
	tls internal
	acme_server
}
"""
ALONE = ["unshare", "--net", "--map-root-user"]


def command(*arguments):
    """What runs this where it is alone with its network, or where it is not if that is not allowed."""
    allowed = subprocess.run([*ALONE, "true"], capture_output=True).returncode == 0
    return [*(ALONE if allowed else []), sys.executable, "-m", "Tests.ClusterTests.acme", *arguments]


def raise_loopback():
    """A new network has its loopback interface, but down."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as handle, contextlib.suppress(PermissionError):
        up = struct.pack("16sh14x", b"lo", 0x1)
        fcntl.ioctl(handle, 0x8914, up)


def issuer_of(trusted):
    """Who vouches for the certificate of localhost; fails if it is nobody that is trusted."""
    context = ssl.create_default_context(cafile=str(trusted))
    with socket.create_connection(("127.0.0.1", 443), 5) as plain:
        with context.wrap_socket(plain, server_hostname="localhost") as connection:
            return dict(part[0] for part in connection.getpeercert()["issuer"])["commonName"]


def main(folder, caddyfile):
    raise_loopback()
    for port in (80, 443):
        if reason := obstacle(port):
            raise SystemExit(
                f"port {port} {reason.partition(':')[0]}, and this machine allows no network of its own (unshare --net): "
                "certificates cannot be tested here")
    ports = PortPicker()
    authority_file = folder / "authority.caddyfile"
    authority_file.write_text(AUTHORITY)
    authority_port = ports.take()
    authority = Caddy(
        folder / "authority", authority_file, authority_port, {"AUTHORITY_PORT": str(authority_port)}, "authority")
    shop = Caddy(folder / "shop", caddyfile, 443, {
        "DOMAINS": "localhost",
        "ACME_EMAIL": "it@shop.example",
        "ACME_DIRECTORY": f"https://localhost:{authority_port}/acme/local/directory",
        "ACME_ROOT": str(authority.root_certificate),
        "CADDY_BIND_ADDRESS": "127.0.0.1",
    })  # fmt: skip
    try:
        for server in (authority, shop):
            server.prepare()
            server.start()
            server.wait_until_ready()
        end = time.monotonic() + 30
        while True:
            try:
                print(issuer_of(authority.root_certificate))
                break
            except OSError as error:
                if time.monotonic() > end:
                    raise SystemExit(f"no certificate came: {error}{shop.last_words()}") from None
                time.sleep(0.1)
    finally:
        shop.kill()
        authority.kill()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
