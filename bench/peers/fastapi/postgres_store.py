"""asyncpg: a pool a worker, of the size it has by itself; each connection prepares a statement once and speaks the binary
protocol. The SQL stands in the environment."""

import os

import asyncpg


async def open(url):
    global pool
    pool = await asyncpg.create_pool(url)


async def close():
    await pool.close()


async def one(number):
    return await pool.fetchrow(os.environ["SQL_ONE"], number)


async def page(limit, offset):
    return await pool.fetch(os.environ["SQL_LIST"], offset, limit)


async def count(at_most):
    return await pool.fetchval(os.environ["SQL_COUNT"], at_most)
