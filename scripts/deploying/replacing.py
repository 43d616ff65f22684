"""deploy/replace: whether the new containers are there before the old ones go. Docker is one that only writes down what it is
told."""

import pathlib
import tempfile

from .composing import REQUIRED
from .places import run, said, tool

# Two containers of each service at first, and two more that come with `up`, whatever becomes of them.
DOCKER = """#!/bin/sh
echo "docker $*" >>"$0.told"
case "$*" in
*" ps "*) printf 'one\\ntwo\\n' && if [ -e "$0.more" ]; then printf 'three\\nfour\\n'; fi ;;
*" up "*) touch "$0.more" && exit "$(cat "$0.outcome")" ;;
"rm "*) rm -f "$0.more" ;;
esac
"""


def complaints(root):
    yield from (f"deploy/replace {fault}" for fault in faults(root))


def faults(root):
    code, told, output = replaced(root, 0, "catalog")
    if code != 0:
        yield f"fails: {output}"
        return
    ups = [line for line in told if " up " in line]
    if len(ups) != 1 or "--scale catalog=4 catalog" not in ups[0] or "--no-recreate" not in ups[0]:
        yield f"does not put as many new ones beside two old ones: {ups}"
    if told[-2:] != ["docker stop one two", "docker rm one two"]:
        yield f"does not stop and remove the old ones at the end: {told}"
    code, told, _ = replaced(root, 1, "catalog")
    if code == 0 or any("stop" in line for line in told):
        yield "takes old containers away although the new ones are not ready"
    if told[-1:] != ["docker rm --force three four"]:
        yield f"leaves containers that are not ready: {told}"
    _, told, _ = replaced(root, 0)
    for name in sorted(processes(root)):
        if not any(f" --scale {name}=" in line for line in told):
            yield f"leaves {name} as it is"


def processes(root):
    """What compose has of the shop's own, but for the one that ends by itself."""
    import yaml

    written = tool("docker-compose", "--file", root / "deploy" / "compose.yaml", "config", environment=REQUIRED)
    services = yaml.safe_load(written.stdout)["services"]
    return {name for name, service in services.items() if (service.get("command") or [""])[0] == "serve"}


def replaced(root, outcome, *services):
    """(exit code, what docker was told, what was said) where new containers become ready if the outcome is 0."""
    with tempfile.TemporaryDirectory(prefix="souk-replace-") as scratch:
        folder = pathlib.Path(scratch)
        for name, text in (("docker", DOCKER), ("sleep", "#!/bin/sh\n")):
            (folder / name).write_text(text)
            (folder / name).chmod(0o755)
        (folder / "docker.outcome").write_text(str(outcome))
        done = run(root / "deploy" / "replace", *services, environment={"PATH": f"{folder}:/usr/bin:/bin"})
        told = folder / "docker.told"
        lines = told.read_text().splitlines() if told.exists() else []
        return done.returncode, lines, " ".join(said(done))
