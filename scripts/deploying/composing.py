"""The compose file: whether it is one, whether every container is confined, told what it reads, and by whom reached."""

import ipaddress
import os
import pathlib
import re
import shutil
import tempfile

from clustering import connections

from .image import is_pinned
from .places import run, said, tool
from .settings import Settings

# What deploy/.env has to say.
REQUIRED = {
    "SOUK_UID": "10001", "SOUK_GID": "10001", "DOMAINS": "shop.example.com", "ACME_EMAIL": "a@example.com",
    "PUBLIC_URL": "https://shop.example.com", "MAIL_FROM": "a@example.com", "ADMIN_EMAIL": "a@example.com",
    "DASHBOARD_PASSWORD": "planted",
}  # fmt: skip
# Open to the world, on ports that otherwise only root may open.
FRONT = {"caddy"}
# Ends by itself; has no program inside that could ask.
WITHOUT_HEALTH = {"migrate", "telemetry"}


def complaints(root, souk):
    file = root / "deploy" / "compose.yaml"
    done = tool("docker-compose", "--file", file, "config", "--quiet", environment=REQUIRED)
    if done.returncode != 0:
        yield from (f"deploy/compose.yaml: {line}" for line in said(done))
        return
    import yaml

    written = tool("docker-compose", "--file", file, "config", environment=REQUIRED)
    project = yaml.safe_load(written.stdout)
    settings = Settings(root)
    for name, service in project["services"].items():
        yield from (f"deploy/compose.yaml: {name} {fault}" for fault in of_service(name, service))
        yield from of_process(name, service, settings)
    if missing := settings.whole_shop - project["services"]["migrate"]["environment"].keys():
        yield f"deploy/compose.yaml: migrate is for the whole shop, and is not told {sorted(missing)}"
    yield from (f"deploy/compose.yaml: {fault}" for fault in of_connections(project["services"], root))
    yield from (f"deploy/compose.yaml: {fault}" for fault in of_addresses(project))
    # As the file has them: what docker-compose writes leaves out what nobody uses.
    declared = yaml.safe_load(file.read_text(encoding="utf-8"))
    for kind in ("configs", "secrets"):
        used = {item["source"] for service in project["services"].values() for item in service.get(kind, [])}
        for unused in sorted(declared[kind].keys() - used):
            yield f"deploy/compose.yaml declares {unused} among its {kind}, and nobody uses it"
    for config in project["configs"].values():
        if not pathlib.Path(config["file"]).is_file():
            yield f"deploy/compose.yaml mounts {os.path.relpath(config['file'], root)}, which is not there"
    for name in REQUIRED:
        others = {key: value for key, value in REQUIRED.items() if key != name}
        if tool("docker-compose", "--file", file, "config", "--quiet", environment=others).returncode == 0:
            yield f"deploy/compose.yaml does not insist on {name}"
    yield from of_secrets(root, souk, project)


def of_service(name, service):
    if service.get("read_only") is not True:
        yield "may write to its root"
    added = set(service.get("cap_add", [])) - ({"NET_BIND_SERVICE"} if name in FRONT else set())
    if service.get("cap_drop") != ["ALL"] or added or service.get("privileged"):
        yield "keeps capabilities"
    if "no-new-privileges:true" not in service.get("security_opt", []):
        yield "may gain privileges"
    limits = service.get("deploy", {}).get("resources", {}).get("limits", {})
    if not limits.get("memory") or not limits.get("pids"):
        yield "has no limit of memory or processes"
    if service.get("restart") != ("no" if name == "migrate" else "unless-stopped"):
        yield "does not say whether it is started again"
    if not service.get("logging", {}).get("options", {}).get("max-size"):
        yield "may fill the disk with its log"
    if name not in WITHOUT_HEALTH and "test" not in service.get("healthcheck", {}):
        yield "has no health check"
    if service["image"] != "souk:local" and not is_pinned(service["image"]):
        yield f"runs {service['image']}, which is another one each day"
    for port in service.get("ports", []):
        if name not in FRONT and port.get("host_ip") != "127.0.0.1":
            yield f"is reached by everybody on port {port['published']}"


def of_process(name, service, settings):
    """Of processes of the shop: whether they are told what they read, and asked for themselves."""
    if not service["image"].startswith("souk"):
        return
    command = service["command"]
    process = command[1] if command[0] == "serve" else None
    yield from settings.complaints(f"deploy/compose.yaml: {name}", process, service.get("environment", {}))
    if process and service["healthcheck"].get("test") != ["CMD", "souk", "health", process]:
        yield f"deploy/compose.yaml: {name} is asked for the health of another"
    mounted = {f"/run/secrets/{item['target'].split('/')[-1]}" for item in service.get("secrets", [])}
    told = {value for key, value in service.get("environment", {}).items() if key.endswith("_FILE")}
    for path in sorted(told ^ mounted):
        yield f"deploy/compose.yaml: {name} is told of {path} or given it, but not both"


def of_connections(services, root):
    """Whether PostgreSQL takes all that the shop may open, also while a service is replaced."""
    instances, loops = {}, 0
    for name, service in services.items():
        if f"{name.upper()}_DATABASE_URL_FILE" not in service.get("environment", {}):
            continue
        instances[name] = int(service.get("deploy", {}).get("replicas", 1))
        if not (own := service["environment"].get("EVENT_LOOPS")):
            yield f"{name} has a loop for each core, and as many times the connections"
        loops = max(loops, int(own or 1))
    taken = int(re.search(r"max_connections=(\d+)", " ".join(services["postgres"]["command"])).group(1))
    wanted = connections.wanted(instances, loops, root)
    if wanted > taken:
        yield f"PostgreSQL takes {taken} connections, and the shop may open {wanted}"


def of_addresses(project):
    """Whether a fixed address can be taken by nobody else."""
    for network, settings in project["networks"].items():
        for name, service in project["services"].items():
            fixed = ((service.get("networks") or {}).get(network) or {}).get("ipv4_address")
            if not fixed:
                continue
            address, pool = ipaddress.ip_address(fixed), settings["ipam"]["config"][0]
            subnet = ipaddress.ip_network(pool["subnet"])
            others = ipaddress.ip_network(pool.get("ip_range", pool["subnet"]))
            if address not in subnet or not others.subnet_of(subnet):
                yield f"{name} has the address {fixed}, and others get one of {others}: not all of it is in {subnet}"
            if address in others:
                yield f"{name} has the address {fixed}, which another container may be given first"


def of_secrets(root, souk, project):
    """Whether make-secrets makes what is wanted, for its owner alone, and once."""
    with tempfile.TemporaryDirectory(prefix="souk-secrets-") as scratch:
        deploy = pathlib.Path(scratch) / "deploy"
        shutil.copytree(root / "deploy", deploy, ignore=shutil.ignore_patterns("secrets", ".env"))
        mounted = [
            deploy / os.path.relpath(config["file"], root / "deploy")
            for config in project["configs"].values() if pathlib.Path(config["file"]).is_file()
        ]  # fmt: skip
        for config in mounted:
            config.chmod(0o700)
        folder = deploy / "secrets"
        environment = {"SOUK": str(souk), "DATA_DIR": scratch, "LOG_DIR": "none"}
        first = run(deploy / "make-secrets", environment=environment)
        if first.returncode != 0:
            yield f"deploy/make-secrets fails: {' '.join(said(first))}"
            return
        made = contents(folder)
        for config in mounted:
            if not config.stat().st_mode & 0o004:
                yield f"deploy/make-secrets leaves {config.name} closed to the servers that read it"
        for secret in project["secrets"].values():
            name = os.path.relpath(secret["file"], root / "deploy" / "secrets")
            if name not in made:
                yield f"deploy/compose.yaml wants {name}, which deploy/make-secrets does not make"
        for path in [folder, *folder.rglob("*"), folder.parent / ".env"]:
            if path.stat().st_mode & 0o077:
                yield f"deploy/make-secrets leaves {path.name} open to others"
        again = run(deploy / "make-secrets", environment=environment)
        if again.returncode != 0 or contents(folder) != made:
            yield "deploy/make-secrets does not leave alone what it has made"
        lost = folder / "keys" / "services" / "orders.pem"
        lost.unlink()
        # By a relative name, which an engine would not mount.
        third = run("./make-secrets", "secrets", environment=environment, folder=deploy)
        peers = (folder / "keys" / "peers.json").read_bytes()
        if third.returncode != 0 or not lost.is_file() or peers == made["keys/peers.json"]:
            yield "deploy/make-secrets does not make a key that is missing"
        elif f"in {folder}/keys;" not in third.stdout:
            yield "deploy/make-secrets calls the folder of keys by a relative name, which an engine does not mount"
        values = dict(re.findall(r"^(\w+)=(.*)$", (folder.parent / ".env").read_text(), re.MULTILINE))
        if values.keys() != REQUIRED.keys():
            yield f"deploy/make-secrets writes another .env than is wanted: {sorted(values.keys() ^ REQUIRED.keys())}"


def contents(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
