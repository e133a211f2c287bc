"""The shop's front: takes a checkout and hands the order on.

`opentelemetry-instrument` starts it, sets up the SDK from the OTEL_* variables, and instruments FastAPI, HTTPX and
logging; only the counter and the trace's id in the answer are by hand.
"""

import logging
import os
import uuid

import httpx
from fastapi import FastAPI
from fastapi.responses import JSONResponse
from opentelemetry import metrics, trace

ORDERS = os.environ["ORDERS_URL"]

logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
logging.getLogger("httpx").setLevel(logging.WARNING)
log = logging.getLogger("storefront")
checkouts = metrics.get_meter("storefront").create_counter(
    "checkouts", unit="{checkout}", description="Checkouts by item and status"
)
app = FastAPI()
orders = httpx.AsyncClient(base_url=ORDERS, timeout=10)


@app.post("/checkout")
async def checkout(item: str = "book", card: str = "visa"):
    """Orders one of `item` and pays with `card`; the answer names the trace of the request."""
    order = {"id": str(uuid.uuid4()), "item": item, "card": card}
    span = trace.get_current_span()
    span.set_attribute("order.id", order["id"])
    log.info("checkout of a %s", item, extra={"order.id": order["id"]})
    try:
        response = await orders.post("/orders", json=order)
        status, answer = response.status_code, response.json()
    except httpx.HTTPError as error:
        log.exception("orders could not be reached")
        status, answer = 502, {"error": f"orders: {error}"}
    checkouts.add(1, {"shop.item": item, "http.response.status_code": status})
    trace_id = trace.format_trace_id(span.get_span_context().trace_id)
    return JSONResponse({"order": order["id"], "trace_id": trace_id, **answer}, status_code=status)
