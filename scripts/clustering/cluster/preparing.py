"""What the first start makes, and each later one brings up to date."""

import subprocess

from ..failure import Failure
from .settings import STORING


def make_folders(settings):
    settings.folder.mkdir(parents=True, exist_ok=True)
    # Servers that are not run by root have folders in here.
    settings.folder.chmod(0o711)


def run_souk(members, *arguments, visible=False):
    """A command of the shop, which has to succeed."""
    shop = members.settings.folder / "shop"
    shop.mkdir(mode=0o700, exist_ok=True)
    done = subprocess.run(
        [members.souk, *arguments], env=members.environment, cwd=shop, capture_output=not visible, text=True)
    if done.returncode != 0:
        raise Failure(f"souk {' '.join(arguments)} failed" + ("" if visible else f":\n{done.stdout}{done.stderr}"))
    return done.stdout


def make_keys(members):
    """Those that are missing: what is there stays as it is."""
    run_souk(members, "keys", "--cluster", str(members.settings.folder / "keys"))


def make_databases(members):
    """A database and a role for each service, which nobody else may enter."""
    statements = []
    for service in STORING:
        password = members.settings.password(f"{service}-database")
        statements.append(f"""
            select 'create role {service} login' where not exists (select from pg_roles where rolname = '{service}') \\gexec
            alter role {service} password '{password}';
            select 'create database {service} owner {service}'
                where not exists (select from pg_database where datname = '{service}') \\gexec
            revoke connect on database {service} from public;
        """)
    members.postgres.execute("".join(statements))


def write_gateways(members):
    for name, gateway in [("haproxy", members.haproxy), ("caddy", members.caddy)]:
        if gateway:
            gateway.configuration.parent.mkdir(parents=True, exist_ok=True)
            gateway.configuration.write_text(run_souk(members, "gateway", name))


def fill_shop(members):
    """Goods are added once: a shop whose owner has cleared it stays clear."""
    run_souk(members, "migrate")
    mark = members.settings.folder / "shop" / ".seeded"
    if not mark.exists():
        run_souk(members, "seed", visible=True)
        mark.touch()
