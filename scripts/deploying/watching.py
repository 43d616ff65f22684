"""The collector and Prometheus. Neither program is at hand, so this looks at what they would find out first: names that
lead nowhere, and figures that nobody has."""

import re

from .settings import Settings

# Of others than the program itself.
FOREIGN = {"up", "haproxy_backend_active_servers"}
FUNCTIONS = {
    "absent", "by", "changes", "histogram_quantile", "increase", "max", "min", "on", "rate", "sum", "without", "and", "or",
    "unless", "offset",
}  # fmt: skip
DASHBOARD = 8404


def complaints(root):
    import yaml

    read = {}
    for name in ("otel-collector.yaml", "prometheus/prometheus.yml", "prometheus/alerts.yml"):
        try:
            read[name] = yaml.safe_load((root / "deploy" / name).read_text(encoding="utf-8"))
        except yaml.YAMLError as error:
            yield f"deploy/{name}: {error}"
            return
    collector, prometheus, alerts = read.values()
    yield from (f"deploy/otel-collector.yaml: {fault}" for fault in of_collector(collector, Settings(root)))
    endpoint = collector["exporters"]["prometheus"]["endpoint"].rpartition(":")[2]
    targets = [target for job in prometheus["scrape_configs"] for target in job["static_configs"][0]["targets"]]
    if targets != [f"telemetry:{endpoint}"]:
        yield f"deploy/prometheus/prometheus.yml asks {targets}, and the collector answers on {endpoint}"
    known = figures(root) | FOREIGN
    for group in alerts["groups"]:
        for rule in group["rules"]:
            yield from (f"deploy/prometheus/alerts.yml: {rule['alert']} {fault}" for fault in of_alert(rule, known))


def of_collector(collector, settings):
    used = {"receivers": set(), "processors": set(), "exporters": set()}
    for signal, pipeline in collector["service"]["pipelines"].items():
        for kind, names in pipeline.items():
            used[kind] |= set(names)
            for name in sorted(set(names) - collector[kind].keys()):
                yield f"{signal} goes through {name}, which is not among the {kind}"
        if pipeline["processors"][0] != "memory_limiter":
            yield f"{signal} is not bounded first of all"
    for kind, names in used.items():
        for name in sorted(collector[kind].keys() - names):
            yield f"{name} of the {kind} is in no pipeline"
    asked = {}
    for job in collector["receivers"]["prometheus"]["config"]["scrape_configs"]:
        for place in job["dns_sd_configs"]:
            asked[job["job_name"]] = place["port"]
            if place["names"] != [job["job_name"]]:
                yield f"{job['job_name']} asks {place['names']}"
    # By the name gateway the containers know HAProxy.
    wanted = {process: settings.port(process) for process in settings.defaults} | {"gateway": DASHBOARD}
    if asked != wanted:
        yield f"asks {asked}, and not {wanted}"


def of_alert(rule, known):
    for part in ("expr", "labels", "annotations"):
        if not rule.get(part):
            yield f"has no {part}"
            return
    if rule["labels"].get("severity") not in ("warning", "critical") or not {"summary", "description"} <= rule[
        "annotations"
    ].keys():
        yield "does not say how bad it is, or what it means"
    expression = rule["expr"]
    if any(expression.count(left) != expression.count(right) for left, right in ("()", "{}", "[]")):
        yield "has brackets that do not match"
    bare = re.sub(r'\{[^}]*\}|\[[^\]]*\]|"[^"]*"|\b(?:by|without|on)\s*\([^)]*\)', " ", expression)
    for name in sorted(set(re.findall(r"\b[a-z_][a-z0-9_]*\b", bare)) - FUNCTIONS):
        if name not in known and re.sub(r"_(bucket|count|sum)$", "", name) not in known:
            yield f"asks for {name}, which nobody has"


def figures(root):
    """The names of figures that the program declares."""
    declared = re.compile(r'\.(?:counter|gauge|histogram|observe)\(\s*"([a-z0-9_]+)"')
    texts = (path.read_text(encoding="utf-8") for path in (root / "Sources").rglob("*.swift"))
    return {name for text in texts for name in declared.findall(text)}
