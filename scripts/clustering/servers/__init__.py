"""How each server is prepared, started, asked whether it answers, and stopped."""

from .caddy import Caddy
from .consul import Consul
from .haproxy import HAProxy
from .postgres import PostgreSQL
from .rabbitmq import PortMapper, RabbitMQ
from .redis import Redis

__all__ = ["Caddy", "Consul", "HAProxy", "PortMapper", "PostgreSQL", "RabbitMQ", "Redis"]
