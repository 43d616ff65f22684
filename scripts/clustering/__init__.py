"""Servers and processes of a shop, started here and stopped by their pids.

    failure.py      why something cannot go on, in words for whoever started it
    ports.py        free ones, kept from others; who holds one that is taken
    tools.py        where programs are, and as whom they run
    connections.py  how many connections to PostgreSQL the shop may open
    process.py      one that runs until it is stopped, and dies with whoever started it
    servers/        PostgreSQL, Redis, RabbitMQ, Consul, HAProxy, Caddy: how each is prepared, started, asked and stopped
    testing/        what tests need: throwaway servers, visitors
"""
