"""A read-only connection a worker. A read takes some tens of microseconds, so it is done right in the handler: a hop to
a thread would cost more."""

import sqlite3

COLUMNS = """p.id, p.sku, p.name, p.slug, p.description, p.price, c.id, c.name, s.on_hand - s.reserved, p.is_active,
p.seller_id, p.barcode, p.rating_total, p.review_count, p.sales_count, p.created_at, p.updated_at, p.version,
p.image_numbers"""
JOINS = "join categories c on c.id = p.category_id join stock s on s.product_id = p.id"
ONE = f"select {COLUMNS} from products p {JOINS} where p.id = ?"
LIST = f"""select {COLUMNS} from products p cross join categories c cross join stock s
    where c.id = p.category_id and s.product_id = p.id and p.is_active and p.id <=
        (select o.id from products o where o.is_active order by o.id desc limit 1 offset ?)
    order by p.id desc limit ?"""
COUNT = "select count(*) from (select 1 from products p where p.is_active limit ?)"


async def open(path):
    global database
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True, check_same_thread=False)


async def close():
    database.close()


async def one(number):
    return database.execute(ONE, (number,)).fetchone()


async def page(limit, offset):
    return database.execute(LIST, (offset, limit)).fetchall()


async def count(at_most):
    return database.execute(COUNT, (at_most,)).fetchone()[0]
