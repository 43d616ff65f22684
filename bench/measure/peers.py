"""The programs that Souk is measured beside, each as its users would run it."""

import json
import os
import shutil
import sqlite3
import subprocess

from .grown import postgres_tool
from .machine import ROOT, WORK, Failure, Program, fetch, free_ports, run, tool

SOURCES = ROOT / "bench" / "peers"
READS = ["/api/v1/products/1/", "/api/v1/products/777/", "/api/v1/products/?limit=20",
         "/api/v1/products/?limit=20&offset=40"]


def nginx(files):
    """Serves texts by name from files. Returns its URL."""
    binary = tool("nginx")
    work = WORK / "nginx"
    shutil.rmtree(work, ignore_errors=True)
    (work / "files").mkdir(parents=True)
    for name, content in files.items():
        (work / "files" / name).write_bytes(content)
    # Its workers may run as somebody else.
    for folder in [work, *work.parents]:
        if folder == ROOT.parent:
            break
        folder.chmod(folder.stat().st_mode | 0o055)
    [port] = free_ports(1)
    text = (SOURCES / "nginx" / "nginx.conf").read_text().replace("@WORK@", str(work)).replace("@PORT@", str(port))
    (work / "nginx.conf").write_text(text)
    url = f"http://127.0.0.1:{port}"
    Program("nginx", [binary, "-c", work / "nginx.conf", "-g", "daemon off;"], ready=f"{url}/{next(iter(files))}")
    return url


def go(catalog, sql=None):
    """net/http with database/sql or pgx, of the distribution's own packages. `catalog` is a file of SQLite, or the URL of
    a database on PostgreSQL, with the SQL by name (one, list, count). Returns its URL."""
    binary = WORK / "go-peer"
    environment = {
        **os.environ, "GO111MODULE": "off", "GOPATH": "/usr/share/gocode", "GOCACHE": str(WORK / "go-cache"),
        "CGO_CFLAGS": "-O2"}
    run(tool("go"), "build", "-o", binary, ".", cwd=SOURCES / "go", env=environment)
    [port] = free_ports(1)
    url = f"http://127.0.0.1:{port}"
    Program("go", [binary, f"127.0.0.1:{port}", catalog], sql_by_name(sql), ready=url + READS[0])
    return url


def sql_by_name(sql):
    return {f"SQL_{name.upper()}": text for name, text in (sql or {}).items()}


def fastapi(catalog, sql=None):
    """uvicorn with uvloop and httptools, a worker a core. `catalog` and `sql` are as for Go. Returns its URL."""
    uvicorn = WORK / "venv" / "bin" / "uvicorn"
    if not uvicorn.exists():
        raise Failure("FastAPI is missing: scripts/setup --bench installs it")
    [port] = free_ports(1)
    url = f"http://127.0.0.1:{port}"
    Program(
        "fastapi",
        [uvicorn, "app:app", "--app-dir", SOURCES / "fastapi", "--host", "127.0.0.1", "--port", port, "--workers",
         len(os.sched_getaffinity(0)), "--loop", "uvloop", "--http", "httptools", "--no-access-log",
         "--log-level", "warning"],
        {"CATALOG": str(catalog), **sql_by_name(sql)}, ready=url + READS[0])
    return url


def expect_same_answers(url, peer, name):
    """A peer that says less would be faster for nothing. How it writes the links between pages is its own business."""
    for path in READS:
        ours, theirs = ({**answer, **{link: bool(answer[link]) for link in ("next", "previous") if link in answer}}
                        for answer in (json.loads(fetch(base + path)) for base in (url, peer)))
        if ours != theirs:
            raise Failure(f"{name} answers {path} differently:\n{json.dumps(ours)[:2000]}\n{json.dumps(theirs)[:2000]}")


def bare_orders():
    """The program that commits the transactions of orders and nothing else."""
    binary = WORK / "bare-orders"
    compiler = shutil.which("cc") or tool("clang")
    run(compiler, "-O2", "-o", binary, SOURCES / "bare" / "orders.c", "-lsqlite3")
    return binary


def versions():
    """Of everything that Souk is measured beside."""
    python = WORK / "venv" / "bin" / "python"
    nginx_version = subprocess.run([tool("nginx"), "-v"], capture_output=True, text=True).stderr.rpartition("/")[2]
    names = ("fastapi", "uvicorn", "uvloop", "asyncpg")
    script = f"import importlib.metadata as m; print(*(f'{{n}} {{m.version(n)}}' for n in {names!r}), sep=', ')"
    return ", ".join([
        f"nginx {nginx_version.strip()}", run(tool("go"), "version").split()[2].replace("go", "Go ", 1),
        f"pgx {package_version('golang-github-jackc-pgx-v4-dev')}",
        run(python, "-c", script).strip(), f"SQLite {sqlite3.sqlite_version}",
        "PostgreSQL " + run(postgres_tool("pgbench"), "--version").split()[2],
        f"RabbitMQ {package_version('rabbitmq-server')}", f"HAProxy {package_version('haproxy')}"])


def package_version(name):
    """Without what the distribution has added to it."""
    return run("dpkg-query", "--showformat", "${Version}", "--show", name).partition("-")[0]
