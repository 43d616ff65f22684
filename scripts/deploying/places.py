"""Where things lie, and running the tools that scripts/fetch-deploy-tools has fetched."""

import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TOOLS = ROOT / ".build" / "tools" / "deploy"
sys.path.insert(0, str(TOOLS / "python"))


def run(program, *arguments, environment=None, folder=ROOT, text=None):
    """Runs a tool to its end. Nothing of what is set here reaches it but what is given."""
    inherited = {"PATH": f"{TOOLS / 'bin'}:{os.environ['PATH']}", "HOME": os.environ.get("HOME", "/")}
    return subprocess.run(
        [program, *map(str, arguments)], env=inherited | (environment or {}), cwd=folder, input=text,
        capture_output=True, text=True,
    )  # fmt: skip


def tool(name, *arguments, **options):
    return run(str(TOOLS / "bin" / name), *arguments, **options)


def said(done):
    """What a tool complains of, in one line each."""
    return [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
