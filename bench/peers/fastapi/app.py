"""The catalog's reads in FastAPI: async handlers, a read-only connection a worker, and the very SQL that Souk runs.

A read takes some tens of microseconds, so it is done right in the handler: a hop to a thread would cost more.
"""

import os
import sqlite3
import time
from datetime import datetime, timezone

from fastapi import FastAPI, HTTPException, Query
from fastapi.responses import JSONResponse

COLUMNS = """p.id, p.sku, p.name, p.slug, p.description, p.price, c.id, c.name, s.on_hand - s.reserved, p.is_active,
p.seller_id, p.barcode, p.rating_total, p.review_count, p.sales_count, p.created_at, p.updated_at,
p.image_numbers"""
JOINS = "join categories c on c.id = p.category_id join stock s on s.product_id = p.id"
ONE = f"select {COLUMNS} from products p {JOINS} where p.id = ? and p.is_active"
LIST = f"""select {COLUMNS} from products p cross join categories c cross join stock s
    where c.id = p.category_id and s.product_id = p.id and p.is_active and p.id <=
        (select o.id from products o where o.is_active order by o.id desc limit 1 offset ?)
    order by p.id desc limit ?"""
COUNTED_AT_MOST = 10_000
COUNT = "select count(*) from (select 1 from products p where p.is_active limit ?)"

app = FastAPI()
database = sqlite3.connect(f"file:{os.environ['CATALOG']}?mode=ro", uri=True, check_same_thread=False)
length = (0, 0.0)


def timestamp(microseconds):
    moment = datetime.fromtimestamp(microseconds // 1_000_000, timezone.utc)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{microseconds % 1_000_000:06}Z"


def view(row):
    (number, sku, name, slug, description, price, category, category_name, stock, active, seller, barcode,
     rating_total, reviews, sales, created, updated, pictures) = row
    images = [f"/api/v1/products/{number}/images/{picture}/" for picture in pictures.split(",")] if pictures else []
    return {
        "id": number, "sku": sku, "name": name, "slug": slug, "description": description,
        "price": f"{price // 100}.{price % 100:02}", "currency": "USD",
        "category": {"id": category, "name": category_name}, "stock_quantity": stock, "is_active": bool(active),
        "seller_id": seller, "image": images[0] if images else None, "images": images,
        "rating": (rating_total * 200 + reviews) // (2 * reviews) / 100 if reviews else None,
        "review_count": reviews, "sales_count": sales, "barcode": barcode,
        "created_at": timestamp(created), "updated_at": timestamp(updated),
    }


def total():
    """Counting is the dearest part of a list; as in Souk it is not done anew for each page."""
    global length
    if time.monotonic() - length[1] > 1:
        length = (database.execute(COUNT, (COUNTED_AT_MOST + 1,)).fetchone()[0], time.monotonic())
    return length[0]


@app.get("/api/v1/products/{number}/")
async def product(number: int):
    row = database.execute(ONE, (number,)).fetchone()
    if row is None:
        raise HTTPException(404)
    return JSONResponse(view(row))


@app.get("/api/v1/products/")
async def products(limit: int = Query(10, ge=1, le=100), offset: int = Query(0, ge=0)):
    results = [view(row) for row in database.execute(LIST, (offset, limit))]
    counted = total()
    exact = counted <= COUNTED_AT_MOST
    answer = {"count": min(counted, COUNTED_AT_MOST)}
    if not exact:
        answer["count_exact"] = False
    end = offset + len(results)
    answer["next"] = f"/api/v1/products/?limit={limit}&offset={end}" if end < counted or not exact else None
    answer["previous"] = f"/api/v1/products/?limit={limit}&offset={max(0, offset - limit)}" if offset else None
    answer["results"] = results
    return JSONResponse(answer)
