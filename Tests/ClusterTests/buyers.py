"""Who place orders one after the other, and notice every failure."""

import json
import urllib.parse
import urllib.request
import uuid

from clustering.testing.visitors import Visitors


class Buyers(Visitors):
    """Each with a connection that is kept open. Every order is one of its own, by its Idempotency-Key. `orders` are the
    ids of those that were placed."""

    def __init__(self, port, count=3):
        # There are only so many goods; most of the time an order or two are under way.
        super().__init__(port, "/api/v1/orders/", "POST", count, expected=(201,), pause=0.1)
        self.token = join(port)
        self.goods = goods(port)
        self.orders = []

    def request(self):
        item = {"product_id": self.goods.pop(0), "quantity": 1}
        order = {"shipping_address": "12 Spice Lane", "items": [item]}
        fields = {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json",
            "Idempotency-Key": str(uuid.uuid4()),
        }
        return json.dumps(order).encode(), fields

    def take(self, response, content):
        if response.status == 201:
            order = json.loads(content)
            self.orders.append(order["id"])
            if order["status"] != "confirmed":
                self.failures.append(f"order {order['id']} is {order['status']}")


def join(port):
    """The access token of somebody who registers now; it lasts for five minutes."""
    name = f"buyer-{uuid.uuid4().hex[:12]}"
    person = {"username": name, "email": f"{name}@example.com", "password": str(uuid.uuid4())}
    registration = urllib.request.Request(
        f"http://127.0.0.1:{port}/api/v1/users/", json.dumps(person).encode(), {"Content-Type": "application/json"})
    urllib.request.urlopen(registration, timeout=20).close()
    form = {"username": name, "password": person["password"]}
    with urllib.request.urlopen(
        f"http://127.0.0.1:{port}/api/v1/token/", urllib.parse.urlencode(form).encode(), timeout=20
    ) as answer:
        return json.load(answer)["access"]


def goods(port):
    """The id of each product that may be bought, as often as it is in stock."""
    products, page = [], f"http://127.0.0.1:{port}/api/v1/products/?in_stock=true&limit=100"
    while page:
        with urllib.request.urlopen(page, timeout=20) as answer:
            content = json.load(answer)
        products += content["results"]
        page = content["next"] and urllib.parse.urljoin(page, content["next"])
    most = max(product["stock_quantity"] for product in products)
    return [product["id"] for round in range(most) for product in products if product["stock_quantity"] > round]
