"""Which process of a cluster is killed at which step of a visit."""

import os

# How many steps the visit has behind it. It checks out after its seventh; then the shop packs (9), ships (10) and delivers
# (11). After the thirteenth and last it is over.
STEPS = range(13)
# One for each: one that an order goes through, amid what it does for it.
MOMENTS = {
    "epmd": 1, "caddy": 2, "reviews": 3, "redis": 4, "carts": 5, "accounts": 6, "pages": 6, "orders": 7, "postgres": 7,
    "catalog": 7, "orders-2": 8, "rabbitmq": 8, "consul": 9, "haproxy": 9, "catalog-2": 10, "mail": 10, "notifications": 11,
}  # fmt: skip


def wanted():
    """With SOUK_KILLS=all each at every step. It is taken away, as a shop refuses settings that it does not know."""
    if os.environ.pop("SOUK_KILLS", "") == "all":
        return [(name, step) for step in STEPS for name in MOMENTS]
    return list(MOMENTS.items())
