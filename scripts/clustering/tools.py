"""Where programs are, and as whom they run."""

import glob
import os
import pathlib
import pwd
import shutil

from .failure import Failure

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
FOLDERS = ["/usr/local/sbin", "/usr/sbin", "/sbin"]
POSTGRES = "/usr/lib/postgresql/*/bin"
RABBITMQ = "/usr/lib/rabbitmq/bin/rabbitmq-server"
CONSUL = ROOT / ".build" / "tools" / "consul"


def find(name):
    """The path of a program; fails with the command that installs it."""
    path = shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", ""), *FOLDERS]))
    return path or _missing(name)


def postgres(name):
    """A program of PostgreSQL's own folder, of the newest version that is there."""
    folders = sorted(glob.glob(POSTGRES), key=lambda folder: [int(part) for part in folder.split("/")[-2].split(".")])
    for folder in reversed(folders):
        if os.access(f"{folder}/{name}", os.X_OK):
            return f"{folder}/{name}"
    return os.path.realpath(find(name))


def rabbitmq():
    """Not the one on the PATH: that insists on the folders of the system."""
    return RABBITMQ if os.access(RABBITMQ, os.X_OK) else _missing("rabbitmq-server")


def consul():
    """The one that scripts/fetch-consul brought, or one that is installed."""
    return str(CONSUL) if os.access(CONSUL, os.X_OK) else find("consul")


def user(*names):
    """As whom a server runs that refuses to be root: the first of these that there is, or nobody. None if we are not
    root, for then there is nobody else to be."""
    if os.geteuid() != 0:
        return None
    for name in (*names, "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Failure(f"there is no user to run a server as: none of {', '.join(names)}, nobody")


def _missing(name):
    raise Failure(f"{name} is missing; scripts/setup --tests installs it")
