import base64
import json
import signal
import socket
import urllib.request

from .. import tools
from ..process import Process


class PortMapper(Process):
    """epmd, which every Erlang node asks for. RabbitMQ would start one that outlives it; this one is known by its pid."""

    def __init__(self, folder, port):
        super().__init__("epmd", folder, tools.user("rabbitmq"))
        self.port = port

    def prepare(self):
        self.folder.mkdir(parents=True, exist_ok=True)

    def command(self):
        return [tools.find("epmd"), "-address", "127.0.0.1", "-port", self.port]

    def is_ready(self):
        try:
            socket.create_connection(("127.0.0.1", self.port), 1).close()
            return True
        except OSError:
            return False


class RabbitMQ(Process):
    """A node of its own, with the management pages. `ports` are given by name: amqp, management, distribution, epmd;
    the last is that of a PortMapper that runs already."""

    def __init__(self, folder, ports, user="souk", password="souk", vhost="souk", keep=True):
        super().__init__("rabbitmq", folder, tools.user("rabbitmq"))
        self.ports, self.keep = ports, keep
        self.account, self.password, self.vhost = user, password, vhost

    @property
    def url(self):
        return f"amqp://{self.account}:{self.password}@127.0.0.1:{self.ports['amqp']}/{self.vhost}"

    @property
    def management_url(self):
        return f"http://{self.account}:{self.password}@127.0.0.1:{self.ports['management']}"

    def prepare(self):
        folders = [self.folder, *(self.folder / name for name in ("mnesia", "log", "home"))]
        for folder in folders:
            folder.mkdir(parents=True, exist_ok=True)
        files = {
            "rabbitmq.conf": self.configuration(),
            "definitions.json": json.dumps(self.definitions(), indent=2),
            "enabled_plugins": "[rabbitmq_management].\n",
        }
        for name, text in files.items():
            path = self.folder / name
            path.touch(0o600)
            path.write_text(text)
        self.hand_over(*folders, *(self.folder / name for name in files))
        self.require_way_to_folder()

    def configuration(self):
        return f"""listeners.tcp.1 = 127.0.0.1:{self.ports['amqp']}
management.tcp.ip = 127.0.0.1
management.tcp.port = {self.ports['management']}
vm_memory_high_watermark.absolute = 512MB
disk_free_limit.absolute = 50MB
consumer_timeout = 86400000
load_definitions = {self.folder / 'definitions.json'}
log.console = true
log.console.level = warning
log.file = false
"""

    def definitions(self):
        everything = {"configure": ".*", "write": ".*", "read": ".*"}
        return {
            "users": [{"name": self.account, "password": self.password, "tags": "administrator"}],
            "vhosts": [{"name": self.vhost}],
            "permissions": [{"user": self.account, "vhost": self.vhost, **everything}],
        }

    def environment(self):
        return {
            **super().environment(),
            "HOME": str(self.folder / "home"),
            "RABBITMQ_NODENAME": "rabbit@localhost",
            "RABBITMQ_CONF_ENV_FILE": str(self.folder / "none.conf"),
            "RABBITMQ_CONFIG_FILE": str(self.folder / "rabbitmq.conf"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(self.folder / "enabled_plugins"),
            "RABBITMQ_MNESIA_BASE": str(self.folder / "mnesia"),
            "RABBITMQ_LOG_BASE": str(self.folder / "log"),
            "RABBITMQ_PID_FILE": str(self.folder / "home" / "rabbitmq.pid"),
            "RABBITMQ_DIST_PORT": str(self.ports["distribution"]),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "ERL_EPMD_PORT": str(self.ports["epmd"]),
            # One scheduler that sleeps when it has nothing to do: the machine is shared with all the others.
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS":
                "+S 1:1 +sbwt none +sbwtdcpu none +sbwtdio none -kernel inet_dist_use_interface {127,0,0,1}",
            # The node itself instead of a shell that waits for it.
            "RUNNING_UNDER_SYSTEMD": "true",
        }

    def command(self):
        return [tools.rabbitmq()]

    def is_ready(self):
        secret = base64.b64encode(f"{self.account}:{self.password}".encode()).decode()
        url = f"http://127.0.0.1:{self.ports['management']}/api/health/checks/virtual-hosts"
        try:
            with urllib.request.urlopen(
                urllib.request.Request(url, headers={"Authorization": f"Basic {secret}"}), timeout=2
            ):
                return True
        except OSError:
            return False

    @property
    def death_signal(self):
        return self.stop_signal if self.keep else signal.SIGKILL

    def stop(self):
        # It would take eight seconds for the sake of what nobody will read.
        super().stop() if self.keep else self.kill()
