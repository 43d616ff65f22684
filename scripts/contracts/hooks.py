"""What schemathesis has to know of Souk: who calls, what a picture is, and which of its suspicions are none."""

import base64
import gc
import itertools
import re
import uuid

import schemathesis
from callers import ROLE, Caller
from hypothesis import strategies
from schemathesis.openapi.checks import RejectedPositiveData

# What is generated seldom forms cycles; looking for them at Python's own pace takes a tenth of a run.
gc.set_threshold(50_000, 20, 100)

if ROLE != "anyone":

    @schemathesis.auth(refresh_interval=None)
    class Authorization:
        def get(self, case, context):
            return Caller.token()

        def set(self, case, data, context):
            case.headers["Authorization"] = f"Bearer {data}"


@schemathesis.hook
def after_call(context, case, response):
    """Who was closed, locked out or logged out by a call makes room for somebody new."""
    if response.status_code == 401 and case.operation.definition.raw.get("security") == [{"user": []}]:
        sent = response.request.headers.get("Authorization", "")
        Caller.forget(sent.removeprefix("Bearer "))


# What the bytes of a picture are like, which no schema says.
PICTURES = {
    "image/png": base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    ),
    "image/jpeg": bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9"),
    "image/webp": b"RIFF\x1a\x00\x00\x00WEBPVP8L\r\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00",
}
for media_type, picture in PICTURES.items():
    schemathesis.openapi.media_type(media_type, strategies.just(picture))


@schemathesis.hook
def before_call(context, case, kwargs):
    """Most keys are fresh ones: with the one key that a generator likes best, only the first call would do anything."""
    positive = case.meta is not None and case.meta.generation.mode.is_positive
    if positive and "Idempotency-Key" in (case.headers or {}) and next(CALLS) % 8:
        case.headers["Idempotency-Key"] = str(uuid.uuid4())


CALLS = itertools.count()


# Refusals of requests that keep the contract: by the code of the problem, or by the field or parameter and its code. Each is a rule
# between several fields, or between the request and what the shop holds at that moment, and so none that a schema
# could state.
REFUSED_FOR_GOOD_REASON = {
    "key_reused": "an Idempotency-Key that was sent before with other content",
    "unsupported_media_type": "bytes that are no picture",
}
WRONG_FOR_GOOD_REASON = [
    (r"/(?:(?:items|lines)/\d+/)?(?:product|category|parent|user)_id", "unknown", "nothing has this id"),
    (r"/(?:items|lines)/\d+/product_id", "duplicate", "two lines of one product"),
    (r"/units/\d+", "unknown", "the order has no such line"),
    (r"/parent_id", "cycle", "a category below itself"),
    (r"/token", "invalid", "a secret that was never sent"),
    (r"/current_password", "invalid", "not the password of the account"),
    (r"/(?:new_)?password", "too_common", "on the list of the commonest passwords"),
    (r"/username", "required", "either name has to be there"),
    (r"cursor", "invalid|ambiguous", "a cursor that no page has handed out, or one beside an offset"),
    (r"/role", "unexpected|required", "goes with one of the actions"),
]
EMPTY_CART = "The cart is empty."


@schemathesis.hook
def filter_failure(context, failure, case, response):
    """Drops what is no failure, and nothing else: a request that keeps the contract may still be refused."""
    if not isinstance(failure, RejectedPositiveData):
        return True
    problem = response.json()
    if problem["code"] in REFUSED_FOR_GOOD_REASON or problem["detail"] == EMPTY_CART or is_of_the_other_kind(case):
        return False
    errors = problem.get("errors", [])
    return not errors or not all(
        any(
            re.fullmatch(place, error.get("pointer") or error.get("parameter", "")) and re.fullmatch(code, error["code"])
            for place, code, _ in WRONG_FOR_GOOD_REASON
        )
        for error in errors
    )


def is_of_the_other_kind(case):
    """`reviews/{id}` lists the reviews of a product by its number, and names one review by its UUID. OpenAPI cannot
    tell these apart: to it they are one path, all of whose calls take all of its parameters."""
    if "{product_id_or_review_id}" not in case.operation.path:
        return False
    is_list = str(case.path_parameters["product_id_or_review_id"]).isdigit()
    return case.method != "GET" if is_list else bool(case.query)
