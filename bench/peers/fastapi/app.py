"""The catalog's reads in FastAPI: async handlers, and the very SQL that Souk runs."""

import os
import time
from contextlib import asynccontextmanager
from datetime import datetime, timezone

from fastapi import FastAPI, HTTPException, Query
from fastapi.responses import JSONResponse

if os.environ["CATALOG"].startswith("postgres://"):
    import postgres_store as store
else:
    import sqlite_store as store

COUNTED_AT_MOST = 10_000
length = (0, 0.0)


@asynccontextmanager
async def lifespan(_):
    await store.open(os.environ["CATALOG"])
    yield
    await store.close()


app = FastAPI(lifespan=lifespan)


def timestamp(microseconds):
    moment = datetime.fromtimestamp(microseconds // 1_000_000, timezone.utc)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{microseconds % 1_000_000:06}Z"


def view(row):
    (number, sku, name, slug, description, price, category, category_name, stock, active, seller, barcode,
     rating_total, reviews, sales, created, updated, _, pictures) = row
    images = [f"/api/v1/products/{number}/images/{picture}/" for picture in pictures.split(",")] if pictures else []
    return {
        "id": number, "sku": sku, "name": name, "slug": slug, "description": description,
        "price": f"{price // 100}.{price % 100:02}", "currency": "USD",
        "category": {"id": category, "name": category_name}, "stock_quantity": stock, "is_active": bool(active),
        "seller_id": str(seller) if seller else None, "image": images[0] if images else None, "images": images,
        "rating": (rating_total * 200 + reviews) // (2 * reviews) / 100 if reviews else None,
        "review_count": reviews, "sales_count": sales, "barcode": barcode,
        "created_at": timestamp(created), "updated_at": timestamp(updated),
    }


async def total():
    """Counting is the dearest part of a list; as in Souk it is not done anew for each page."""
    global length
    if time.monotonic() - length[1] > 1:
        length = (await store.count(COUNTED_AT_MOST + 1), time.monotonic())
    return length[0]


@app.get("/api/v1/products/{number}/")
async def product(number: int):
    row = await store.one(number)
    if row is None:
        raise HTTPException(404)
    found = view(row)
    if not found["is_active"]:
        raise HTTPException(404)
    return JSONResponse(found)


@app.get("/api/v1/products/")
async def products(limit: int = Query(10, ge=1, le=100), offset: int = Query(0, ge=0)):
    results = [view(row) for row in await store.page(limit, offset)]
    counted = await total()
    exact = counted <= COUNTED_AT_MOST
    answer = {"count": min(counted, COUNTED_AT_MOST)}
    if not exact:
        answer["count_exact"] = False
    end = offset + len(results)
    answer["next"] = f"/api/v1/products/?limit={limit}&offset={end}" if end < counted or not exact else None
    answer["previous"] = f"/api/v1/products/?limit={limit}&offset={max(0, offset - limit)}" if offset else None
    answer["results"] = results
    return JSONResponse(answer)
