"""Starts the processes of a cluster, watches over them, stops them."""

import time

from ..failure import Failure
from . import preparing
from .backoff import Backoff
from .follower import Follower
from .instance import Instance

INTERVAL = 0.1


class Supervisor:
    def __init__(self, members):
        self.members = members
        self.follower = Follower(max(len(member.name) for member in members.all) + 2)
        self.watched = {}

    def start(self):
        """Everything, each when what it needs is there."""
        preparing.make_folders(self.members.settings)
        for server in self.members.servers:
            if server is self.members.rabbitmq:
                self.members.mapper.wait_until_ready()
            self.launch(server)
        preparing.make_keys(self.members)
        for server in self.members.servers:
            server.wait_until_ready()
        preparing.make_databases(self.members)
        preparing.fill_shop(self.members)
        for instance in self.members.instances:
            self.launch(instance)
        for instance in self.members.instances:
            instance.wait_until_ready()
        preparing.write_gateways(self.members)
        for gateway in self.members.gateways:
            self.launch(gateway)
        for gateway in self.members.gateways:
            gateway.wait_until_ready()
        for instance in self.members.instances:
            self.wait_until(lambda instance=instance: self.takes_requests(instance), f"{instance.name} gets requests")

    def launch(self, member):
        member.prepare()
        # What servers have to tell of themselves lies in their own logs.
        if member not in self.members.servers:
            self.follower.follow(member)
        member.start()
        self.watched[member] = Backoff()

    def takes_requests(self, instance):
        return instance.port in self.members.haproxy.instances(instance.service)

    def tick(self):
        """One look at everything; what has died is started again when it is due."""
        now = time.monotonic()
        self.follower.look_at_all()
        for member, backoff in self.watched.items():
            if backoff.is_due(now):
                self.say(f"{member.name} is started again")
                member.prepare()
                member.start()
                backoff.started()
            elif backoff.due is None and not member.is_running:
                code = member.process.returncode
                wait = backoff.died(now, now - member.started)
                self.say(f"{member.name} has died ({describe(code)}); it is started again in {wait} s")

    def wait_until(self, condition, what, seconds=60):
        """Keeps an eye on the others meanwhile."""
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                raise Failure(f"it did not come to pass within {seconds} seconds that {what}")
            time.sleep(INTERVAL)
            self.tick()

    def stop(self):
        """Whoever brings requests first, then who answers them, then what that stands on."""
        self.watched.clear()
        for gateway in reversed(self.members.gateways):
            gateway.stop()
        self.stop_together(self.members.instances)
        for server in reversed(self.members.servers):
            server.stop()
        self.follower.look_at_all()

    def stop_together(self, instances):
        for instance in instances:
            instance.signal(instance.stop_signal)
        for instance in instances:
            instance.stop()

    def kill(self):
        self.watched.clear()
        for member in reversed(self.members.all):
            member.kill()

    def end(self, member):
        """One of them, which is then not missed."""
        self.watched.pop(member, None)
        member.stop()
        self.follower.look(member)

    def say(self, text):
        print(f"{'cluster':<{self.follower.width}} | {text}", flush=True)

    def status(self):
        """A line for each process."""
        for member in self.members.all:
            backoff = self.watched.get(member)
            state = "running" if member.is_running else "down"
            if isinstance(member, Instance) and member.is_running:
                state = "in rotation" if self.takes_requests(member) else "running, gets no requests"
            pid = member.process.pid if member.is_running else "-"
            age = f"{time.monotonic() - member.started:.0f} s" if member.is_running else "-"
            yield f"{member.name:<14} {pid:>8}  {state:<26} {age:>9}  {backoff.restarts if backoff else 0} restarts"


def describe(code):
    return f"by signal {-code}" if code < 0 else f"exit code {code}"


