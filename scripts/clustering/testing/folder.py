"""Folders that go with the run they were made for."""

import contextlib
import os
import pathlib
import re
import shutil
import tempfile

PREFIX = "souk-servers-"


def make():
    """A new one, below which servers can keep what is theirs, whoever they run as. The path is short: sockets lie in it."""
    remove_left_behind()
    folder = pathlib.Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
    folder.chmod(0o711)
    return folder


def remove(folder):
    shutil.rmtree(folder, ignore_errors=True)


def remove_left_behind():
    """Those of runs that were killed and could not tidy up."""
    for folder in pathlib.Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        owner = re.match(rf"{PREFIX}(\d+)-", folder.name)
        if not owner or os.path.exists(f"/proc/{owner.group(1)}"):
            continue
        # Another run may take it away at the same time.
        with contextlib.suppress(FileNotFoundError):
            if folder.stat().st_uid == os.geteuid():
                remove(folder)
