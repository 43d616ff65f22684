"""How each server is prepared, started, asked whether it answers, and stopped."""

from .consul import Consul
from .postgres import PostgreSQL
from .rabbitmq import PortMapper, RabbitMQ
from .redis import Redis

__all__ = ["Consul", "PortMapper", "PostgreSQL", "RabbitMQ", "Redis"]
