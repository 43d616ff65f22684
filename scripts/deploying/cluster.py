"""The manifests of Kubernetes: whether they are ones, and what the schemas do not know."""

import functools
import json
import pathlib
import re
import tempfile

from .image import is_pinned
from .places import run, said, tool
from .settings import Settings

# Of the cluster that the manifests are for: the oldest that Kubernetes itself still cares for.
VERSION = "1.35.0"
# Served by a pod each, and by nobody's contract.
PAGES = {"/": "gateway", "/docs": "gateway", "/openapi.json": "gateway"}

# What buyers wait for has more pods when they are many.
GROWING = {"accounts", "carts", "catalog", "orders", "reviews"}


def complaints(root):
    import yaml

    folder = root / "deploy" / "kubernetes"
    # The base is in each of them.
    for overlay in sorted((folder / "overlays").iterdir()):
        place = overlay.relative_to(root)
        done = tool("kubectl", "kustomize", overlay)
        if done.returncode != 0:
            yield from (f"{place}: {line}" for line in said(done))
            continue
        manifests = [manifest for manifest in yaml.safe_load_all(done.stdout) if manifest]
        for manifest in manifests:
            if fault := fault_of_schema(json.dumps(manifest, sort_keys=True)):
                yield f"{place}: {fault}"
        yield from (f"{place}: {fault}" for fault in of_manifests(manifests, Settings(root), root))
        yield from (f"deploy/kubernetes/make-secrets: {fault}" for fault in of_secrets(manifests, root))


@functools.cache
def fault_of_schema(text):
    """What the schemas say of a manifest, if anything. Most of them are the same each time that a fault is planted."""
    import kubernetes_validate

    manifest = json.loads(text)
    try:
        kubernetes_validate.validate(manifest, VERSION, strict=True)
    except (kubernetes_validate.ValidationError, kubernetes_validate.SchemaNotFoundError) as error:
        return f"{manifest.get('kind')} {manifest.get('metadata', {}).get('name')}: {error.message}"
    return None


class Manifests:
    def __init__(self, manifests):
        self.by_kind = {}
        for manifest in manifests:
            self.by_kind.setdefault(manifest["kind"], {})[manifest["metadata"]["name"]] = manifest

    def named(self, kind):
        return self.by_kind.get(kind, {})

    def pods(self):
        """What the pods of each workload are made from, by its name."""
        workloads = {**self.named("Deployment"), **self.named("Job")}
        templates = {name: workload["spec"]["template"] for name, workload in workloads.items()}
        for name, job in self.named("CronJob").items():
            templates[name] = job["spec"]["jobTemplate"]["spec"]["template"]
        return {name: template["spec"] for name, template in templates.items()}


def of_manifests(manifests, settings, root):
    all_of = Manifests(manifests)
    if all_of.named("Secret"):
        yield "holds a Secret: secrets are made where nobody commits them"
    deployments = all_of.named("Deployment")
    if deployments.keys() != settings.defaults.keys():
        yield f"runs {sorted(deployments)}, and the processes are {sorted(settings.defaults)}"
    common = all_of.named("ConfigMap")["process"]["data"]
    for name, pod in all_of.pods().items():
        yield from (f"{name} {fault}" for fault in [*of_pod(pod), *of_folders(pod, common)])
        yield from of_settings(name, pod, all_of, settings)
    yield from of_looking(all_of, settings)
    for name, deployment in deployments.items():
        pod = deployment["spec"]["template"]["spec"]
        yield from (f"{name} {fault}" for fault in of_deployment(name, deployment, all_of, settings))
        if pod["terminationGracePeriodSeconds"] < int(common["SHUTDOWN_SECONDS"]) + 10:
            yield f"{name} is killed before it has ended by itself"
    if "EVENT_LOOPS" not in common:
        yield "has a loop for each core of the node in each pod, and as many times the connections"
    if int(common["NOTICE_SECONDS"]) * 2 > int(common["SHUTDOWN_SECONDS"]) * 3 / 4:
        yield "NOTICE_SECONDS leave too little of SHUTDOWN_SECONDS"
    closed = [
        policy["spec"]
        for policy in all_of.named("NetworkPolicy").values()
        if policy["spec"]["podSelector"] == {} and not policy["spec"].keys() & {"ingress", "egress"}
    ]
    if not any(set(policy["policyTypes"]) == {"Ingress", "Egress"} for policy in closed):
        yield "does not forbid what no policy allows"
    yield from of_ingress(all_of.named("Ingress")["shop"], root)


def of_looking(all_of, settings):
    """Whether somebody looks at the whole shop, and may: at each database, and at the queues for dead letters."""
    for command in ("check", "dead-letters"):
        job = all_of.named("CronJob").get(command)
        if not job:
            yield f"has no CronJob {command}"
            continue
        pod = all_of.pods()[command]
        container = pod["containers"][0]
        if container["args"] != [command]:
            yield f"{command} runs {container['args']}"
        told = {variable["name"] for variable in container["env"]}
        wanted = settings.whole_shop if command == "dead-letters" else settings.whole_shop - {"AMQP_URL_FILE"}
        if missing := wanted - told:
            yield f"{command} looks at the whole shop, and is not told {sorted(missing)}"
        labels = job["spec"]["jobTemplate"]["spec"]["template"]["metadata"]["labels"]
        for port, name in ((5432, "DATABASE_URL_FILE"), (5672, "AMQP_URL_FILE")):
            if any(variable.endswith(name) for variable in told) and not reaches(labels, port, all_of):
                yield f"{command} is told {name}, and no policy lets it reach port {port}"


def reaches(labels, port, all_of):
    """Whether a policy lets pods of these labels reach a port outside."""
    return any(
        is_selected(labels, policy["spec"]["podSelector"])
        and any(item["port"] == port for rule in policy["spec"].get("egress", []) for item in rule.get("ports", []))
        for policy in all_of.named("NetworkPolicy").values()
    )


def is_selected(labels, selector):
    """Of the operators of expressions it knows those that the manifests use."""
    expressions = selector.get("matchExpressions", [])
    return selector.get("matchLabels", {}).items() <= labels.items() and all(
        expression["operator"] == "NotIn" and labels.get(expression["key"]) not in expression["values"]
        for expression in expressions
    )


def of_pod(pod):
    security = pod.get("securityContext", {})
    if not security.get("runAsNonRoot") or security.get("seccompProfile") != {"type": "RuntimeDefault"}:
        yield "may run as root, or without seccomp"
    if pod.get("enableServiceLinks") is not False:
        yield "gets variables such as CATALOG_PORT from the cluster"
    if pod.get("automountServiceAccountToken") is not False:
        yield "gets a token of the cluster"
    for container in pod["containers"]:
        context = container.get("securityContext", {})
        if not context.get("readOnlyRootFilesystem") or context.get("allowPrivilegeEscalation") is not False:
            yield "may write to its root, or gain privileges"
        if context.get("capabilities") != {"drop": ["ALL"]}:
            yield "keeps capabilities"
        resources = container.get("resources", {})
        if not {"cpu", "memory"} <= resources.get("requests", {}).keys() or "memory" not in resources.get("limits", {}):
            yield "does not say what it needs"
        if not is_pinned(container["image"]):
            yield f"runs {container['image']}, which is another one each day"


def of_folders(pod, common):
    """The program closes its folder to all others, which only its owner can: of a volume that is root."""
    folder = pathlib.PurePosixPath(common["DATA_DIR"])
    volatile = {volume["name"] for volume in pod["volumes"] if "emptyDir" in volume}
    for container in pod["containers"]:
        places = [pathlib.PurePosixPath(mount["mountPath"]) for mount in container["volumeMounts"] if mount["name"] in volatile]
        if folder in places:
            yield f"may not close {folder}, which belongs to root as the top of a volume does"
        if not any(place in folder.parents for place in places):
            yield f"cannot write to {folder}"


def of_settings(name, pod, all_of, settings):
    """Whether a process is told what it reads, and nothing that is not there."""
    container = pod["containers"][0]
    process = container["args"][1] if container["args"][0] == "serve" else None
    common = all_of.named("ConfigMap")["process"]["data"]
    given = {variable["name"]: variable for variable in container.get("env", [])}
    yield from settings.complaints(name, process, given.keys() | common.keys())
    if {"configMapRef": {"name": "process"}} not in container.get("envFrom", []):
        yield f"{name} does not read what the ConfigMap process tells all of them"
    for variable in given.values():
        source = variable.get("valueFrom", {}).get("configMapKeyRef")
        if source and source["key"] not in all_of.named("ConfigMap").get(source["name"], {}).get("data", {}):
            yield f"{name} takes {variable['name']} from {source['name']}, which does not have it"
        if variable["name"].endswith("_URL") and (address := re.fullmatch(r"http://(\w+):(\d+)", variable.get("value", ""))):
            peer = all_of.named("Service").get(address.group(1))
            if not peer or peer["spec"]["ports"][0]["port"] != int(address.group(2)):
                yield f"{name} looks for a peer at {address.group()}, where there is none"
            elif peer["spec"].get("clusterIP") != "None":
                yield f"{name} finds one address for all pods of {address.group(1)}, whose Service is not headless"
        if variable["name"].endswith("_FILE") and "/run/secrets/souk" not in [
            mount["mountPath"] for mount in container["volumeMounts"]
        ]:
            yield f"{name} reads {variable['name']}, and mounts no secrets"


def of_deployment(name, deployment, all_of, settings):
    container = deployment["spec"]["template"]["spec"]["containers"][0]
    if container["args"] != ["serve", name]:
        yield f"runs {container['args']}"
    if container["ports"][0]["containerPort"] != settings.port(name):
        yield "listens on another port than the program's"
    for probe, path in (("startupProbe", "/livez"), ("readinessProbe", "/readyz"), ("livenessProbe", "/livez")):
        if container.get(probe, {}).get("httpGet", {}).get("path") != path:
            yield f"has no {probe} that asks {path}"
    labels = deployment["spec"]["template"]["metadata"]["labels"]
    for kind in ("Service", "PodDisruptionBudget"):
        selector = all_of.named(kind).get(name, {}).get("spec", {}).get("selector", {})
        selector = selector.get("matchLabels", selector)
        if not selector or not selector.items() <= labels.items():
            yield f"has no {kind}"
    if all_of.named("PodDisruptionBudget").get(name, {}).get("spec", {}).get("maxUnavailable") != 1:
        yield "has no disruption budget that lets one pod after the other go"
    scaler = all_of.named("HorizontalPodAutoscaler").get(name)
    if not scaler and name in GROWING:
        yield "has no autoscaler"
    if scaler and (scaler["spec"]["scaleTargetRef"]["name"] != name or "replicas" in deployment["spec"]):
        yield "has a number of replicas, which is the autoscaler's to say"
    least = scaler["spec"].get("minReplicas", 1) if scaler else deployment["spec"].get("replicas", 1)
    if least < 2:
        yield "stands on one pod, and its disruption budget blocks every drain"
    spread = deployment["spec"]["template"]["spec"].get("topologySpreadConstraints", [])
    if not any(constraint["topologyKey"] == "kubernetes.io/hostname" for constraint in spread):
        yield "may stand on one node"


def of_secrets(manifests, root):
    """Whether the Secrets that a script makes hold what pods read, no more and no less."""
    import yaml

    with tempfile.TemporaryDirectory(prefix="souk-secrets-") as scratch:
        compose = yaml.safe_load((root / "deploy" / "compose.yaml").read_text(encoding="utf-8"))
        for secret in compose["secrets"].values():
            path = pathlib.Path(scratch) / secret["file"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("planted\n")
        done = run(root / "deploy" / "kubernetes" / "make-secrets", f"{scratch}/secrets")
        (pathlib.Path(scratch) / "secrets" / "keys" / "signing.previous.pem").write_text("planted\n")
        rotated = run(root / "deploy" / "kubernetes" / "make-secrets", f"{scratch}/secrets")
    if done.returncode != 0:
        yield f"fails: {' '.join(said(done))}"
        return
    made = names_in(done)
    holders = {name for name, keys in names_in(rotated).items() if "signing.previous.pem" in keys}
    if holders != {"accounts"}:
        yield f"after a rotation the signing key before is in the Secrets {sorted(holders)}, and accounts reads it"
    all_of = Manifests(manifests)
    wanted = {}
    for pod in all_of.pods().values():
        names = {volume["secret"]["secretName"] for volume in pod["volumes"] if "secret" in volume}
        values = [variable.get("value", "") for variable in pod["containers"][0].get("env", [])]
        files = {value.removeprefix("/run/secrets/souk/") for value in values if value.startswith("/run/secrets/souk/")}
        # Several may read one.
        for name in names:
            wanted[name] = wanted.get(name, set()) | files
    for name in sorted(made.keys() | wanted.keys()):
        if differences := set(made.get(name, ())) ^ set(wanted.get(name, ())):
            yield f"{name} is made with {sorted(made.get(name, ()))}, and pods differ by {sorted(differences)}"


def names_in(done):
    """The names of what is in each Secret that was written, by the Secret's own."""
    import yaml

    return {secret["metadata"]["name"]: secret["data"].keys() for secret in yaml.safe_load_all(done.stdout) if secret}


def of_ingress(ingress, root):
    """What contracts call public is reached, and nothing else."""
    paths = [
        (path["path"], path["pathType"], path["backend"]["service"]["name"])
        for rule in ingress["spec"]["rules"]
        for path in rule["http"]["paths"]
    ]
    used = set()
    for contract in sorted((root / "docs" / "openapi").glob("*.json")):
        service = contract.stem
        if service == "gateway":
            continue
        for route in json.loads(contract.read_text(encoding="utf-8"))["paths"]:
            lead = leads(route, paths)
            is_public = not re.match(r"/api/(?!v1/)", route)
            if is_public and (not lead or lead[2] != service):
                yield f"the ingress sends {route} to {lead[2] if lead else 'nobody'}, and it is of {service}"
            elif not is_public and lead:
                yield f"the ingress lets everybody reach {route}, which is for services only"
            used.add(lead)
    for path, service in PAGES.items():
        lead = leads(path, paths)
        if not lead or lead[2] != service:
            yield f"the ingress does not send {path} to {service}"
        used.add(lead)
    for path in paths:
        if path not in used:
            yield f"the ingress has a path for {path[0]}, and no contract does"
        if path[1] != "ImplementationSpecific" and "." in path[0]:
            yield f"the ingress has a dot in {path[0]}, which controllers refuse in {path[1]} paths"


def leads(route, paths):
    """The path that takes a route: that itself, else the longest whose parts it begins with."""
    parts = route.strip("/").split("/")
    taken = [
        path
        for path in paths
        if (path[1] != "Prefix" and path[0] == route)
        or (path[1] == "Prefix" and parts[: len(path[0].strip("/").split("/"))] == path[0].strip("/").split("/"))
    ]
    return max(taken, key=lambda path: (path[1] != "Prefix", len(path[0])), default=None)
