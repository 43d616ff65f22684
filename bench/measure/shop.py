"""Souk itself: built as it is shipped, filled, started, checked."""

import os
import shutil

from .machine import ROOT, WORK, Program, free_ports, run, say

SERVICES = ["GATEWAY", "ACCOUNTS", "CATALOG", "CARTS", "REVIEWS", "ORDERS", "NOTIFICATIONS", "STOREFRONT", "BACKOFFICE"]
_built = {}


def build():
    """The paths of souk and souk-load."""
    if not _built:
        say("Building Souk as it is shipped, and souk-load")
        options = ["--configuration", "release", "--static-swift-stdlib"]
        for product in ("souk", "souk-load"):
            run("swift", "build", *options, "--product", product, cwd=ROOT)
        folder = run("swift", "build", *options, "--show-bin-path", cwd=ROOT).strip()
        _built.update(souk=f"{folder}/souk", load=f"{folder}/souk-load")
    return _built


def settings(data, **others):
    return {
        "DATA_DIR": str(data), "LOG_DIR": str(WORK / "logs" / "shop"), "LOG_LEVEL": "ERROR",
        # All buyers come from one address, those of many rounds within a minute.
        "REGISTRATIONS_PER_ADDRESS": "100000",
        **{name: str(value) for name, value in others.items()}}


def souk(command, *arguments, data):
    return run(build()["souk"], command, *arguments, cwd=WORK, env={**os.environ, **settings(data)})


def version():
    return run(build()["souk"], "version").split()[-1]


def stocked(products):
    """The folder of a shop with so many products. Kept from run to run: a million take minutes."""
    data = WORK / "shops" / str(products)
    done = data / "stocked"
    if not done.exists():
        shutil.rmtree(data, ignore_errors=True)
        data.parent.mkdir(parents=True, exist_ok=True)
        say(f"Filling a shop with {products} products")
        souk("migrate", data=data)
        souk("seed", "--products", products, data=data)
        done.touch()
    else:
        # A newer version may have changed the schema.
        souk("migrate", data=data)
    return data


def copy(data, name):
    target = WORK / "copies" / name
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(data, target)
    return target


class Shop(Program):
    """A running shop, all services in one process."""

    def __init__(self, data, name, **others):
        ports = free_ports(len(SERVICES))
        self.url = f"http://127.0.0.1:{ports[0]}"
        self.data = data
        super().__init__(
            name, [build()["souk"], "up"],
            settings(data, **{f"{service}_PORT": port for service, port in zip(SERVICES, ports)}, **others),
            ready=f"{self.url}/readyz")

    def check(self):
        """The invariants over all databases; fails if one does not hold."""
        souk("check", data=self.data)
