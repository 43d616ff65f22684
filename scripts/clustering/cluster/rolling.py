"""Takes instances out and in again, one after the other, so that nobody notices. A server is there once: who restarts one
of those takes it away for a moment."""

from ..failure import Failure
from ..ports import PortPicker
from . import preparing
from .instance import Instance


def restart(supervisor, name):
    members = supervisor.members.named(name)
    if not members:
        names = [member.name for member in supervisor.members.all]
        raise Failure(f"there is no {name}: {', '.join(names)}, and shop for all services")
    for member in members:
        if isinstance(member, Instance):
            restart_instance(supervisor, member)
        elif member is supervisor.members.haproxy:
            # A new process, to which the one before leaves its sockets.
            member.reload()
        else:
            again(supervisor, member)
            supervisor.wait_until(member.is_ready, f"{member.name} is ready")
        supervisor.say(f"{member.name} has been restarted")


def restart_instance(supervisor, instance):
    others = [
        other for other in supervisor.members.instances if other.service == instance.service and other is not instance
    ]
    if others:
        supervisor.wait_until(
            lambda: any(supervisor.takes_requests(other) for other in others), f"another {instance.service} is there")
        replace(supervisor, instance)
        return
    stand_in = Instance(
        instance.souk, f"{instance.name}-stand-in", instance.service, PortPicker().take(), instance.settings,
        instance.given)  # fmt: skip
    supervisor.launch(stand_in)
    try:
        supervisor.wait_until(lambda: supervisor.takes_requests(stand_in), f"{stand_in.name} gets requests")
        replace(supervisor, instance)
    finally:
        supervisor.end(stand_in)
        supervisor.follower.forget(stand_in)


def replace(supervisor, instance):
    again(supervisor, instance)
    supervisor.wait_until(
        lambda: instance.is_ready() and supervisor.takes_requests(instance), f"{instance.name} gets requests")


def again(supervisor, member):
    supervisor.end(member)
    supervisor.launch(member)


def reload_gateway(supervisor):
    """HAProxy with its file made anew."""
    preparing.write_gateways(supervisor.members)
    supervisor.members.haproxy.reload()
    supervisor.say("the gateway has taken its file anew")
