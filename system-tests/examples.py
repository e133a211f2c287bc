#!/usr/bin/env python3
"""Runs examples/polyglot and examples/payment as a newcomer does, and checks through Weir's API what was kept.

    system-tests/examples.py [polyglot] [payment]     both when none is named

Each starts on free ports. Needs what the examples need (Python 3.11, Node.js 20, Go, JDK 25); their packages are
installed by name below their target/ folders.
"""

import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
CHAIN = ["storefront", "orders", "stock", "payment"]
SERVER, CLIENT = 2, 3
ERROR = 2
CLOCK = 5_000_000  # Node.js tells the start of a span in milliseconds
failures = []


class Differences(list):
    """What is not as it should be, collected so that all of it is seen at once."""

    def expect(self, what, actual, wanted):
        if actual != wanted:
            self.append(f"{what}: {actual!r} (expected: {wanted!r})")


def eventually(what, check, seconds=30):
    """Repeats the check until it finds no difference; afterwards the last differences are failures."""
    until = time.monotonic() + seconds
    while True:
        found = Differences()
        try:
            check(found)
        except (OSError, KeyError, ValueError) as error:
            found.append(f"{type(error).__name__}: {error}")
        if not found:
            print(f"ok      {what}")
            return
        if time.monotonic() > until:
            for difference in found:
                print(f"FAILED  {what}: {difference}")
                failures.append(difference)
            return
        time.sleep(0.2)


def free_ports(names):
    """A port that is free now for each name; all are held until each has one."""
    sockets = [socket.socket() for _ in names]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = {name: each.getsockname()[1] for name, each in zip(names, sockets)}
    for each in sockets:
        each.close()
    return ports


class Example:
    """A run.sh on ports of its own, in a session of its own, so that it can be ended as a terminal does."""

    def __init__(self, name, *ports):
        self.name = name
        self.ports = free_ports(["GRPC_PORT", "HTTP_PORT", "HEALTH_PORT", "METRICS_PORT", "UI_PORT", *ports])
        self.ui = f"http://127.0.0.1:{self.ports['UI_PORT']}"
        self.lines = []
        self.is_ready = threading.Event()

    def __enter__(self):
        environment = {**os.environ, **{name: str(port) for name, port in self.ports.items()}}
        environment["WEIR_UI"] = self.ui.removeprefix("http://")
        environment["WEIR_DATA"] = self.folder = tempfile.mkdtemp(prefix="weir-example-")
        self.process = subprocess.Popen(
            [ROOT / "examples" / self.name / "run.sh"],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.reader = threading.Thread(target=self.read)
        self.reader.start()
        self.is_ready.wait()
        if self.process.poll() is not None or not self.has_said("Ctrl-C ends"):
            self.process.wait()
            print("".join(self.lines))
            sys.exit(f"FAILED  {self.name} did not start")
        return self

    def read(self):
        for line in self.process.stdout:
            self.lines.append(line)
            if line.startswith(("==", "error")):
                print(f"        {line}", end="", flush=True)
            if "Ctrl-C ends" in line:
                self.is_ready.set()
        self.is_ready.set()

    def has_said(self, text):
        return any(text in line for line in self.lines)

    def __exit__(self, *exception):
        """Ctrl-C: the terminal sends SIGINT to all processes of the session."""
        os.killpg(self.process.pid, signal.SIGINT)
        found = Differences()
        try:
            found.expect("exit code", self.process.wait(60), 0)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            found.append("it still ran after 60 s")
        self.reader.join(10)
        shutil.rmtree(self.folder, ignore_errors=True)
        for name, port in self.ports.items():
            with socket.socket() as attempt:
                found.expect(f"{name} is closed", attempt.connect_ex(("127.0.0.1", port)) != 0, True)
        for difference in found:
            print(f"FAILED  Ctrl-C: {difference}")
            failures.append(difference)
        if not found:
            print("ok      Ctrl-C ends everything")

    def api(self, path, **parameters):
        query = urllib.parse.urlencode(parameters)
        with urllib.request.urlopen(f"{self.ui}/api/v1/{path}?{query}", timeout=10) as response:
            return json.load(response)


class Trace:
    """A stored trace, with its spans as dictionaries that name their parent's place."""

    def __init__(self, answer):
        columns, strings = answer["spans"], answer["strings"]
        self.spans = [
            {
                "service": answer["resources"][columns["resource"][i]]["service"],
                "name": strings[columns["name"][i]],
                "id": columns["id"][i],
                "parent": columns["parent"][i],
                "missing": columns["parentId"][i],
                "kind": columns["kind"][i],
                "status": columns["status"][i],
                "start": columns["start"][i],
                "duration": columns["duration"][i],
                "exception": columns["exception"][i] >= 0,
            }
            for i in range(len(columns["id"]))
        ]

    def only(self, service, kind, found):
        places = [i for i, s in enumerate(self.spans) if s["service"] == service and s["kind"] == kind]
        found.expect(f"spans of {service} of kind {kind}", len(places), 1)
        return places[0] if len(places) == 1 else None

    def above(self, place, kind):
        """The nearest span of a kind above a place."""
        while place >= 0:
            place = self.spans[place]["parent"]
            if place >= 0 and self.spans[place]["kind"] == kind:
                return place
        return None

    def named(self, service, name):
        return [i for i, s in enumerate(self.spans) if (s["service"], s["name"]) == (service, name)]


def buy(example, item, card):
    """Sends a checkout; returns status and answer."""
    url = f"http://127.0.0.1:{example.ports['STOREFRONT_PORT']}/checkout?item={item}&card={card}"
    try:
        with urllib.request.urlopen(urllib.request.Request(url, method="POST"), timeout=30) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def check_chain(trace, found, services=CHAIN):
    """One root; each service's server span hangs below the client span of the one before it, and begins within it."""
    found.expect("roots", [s["service"] for s in trace.spans if s["parent"] < 0], [services[0]])
    found.expect("parents that are missing", [s["missing"] for s in trace.spans if s["missing"]], [])
    found.expect("services", sorted({s["service"] for s in trace.spans}), sorted(services))
    for caller, called in zip(services, services[1:]):
        server = trace.only(called, SERVER, found)
        if server is None:
            continue
        span = trace.spans[server]
        parent = trace.spans[span["parent"]]
        found.expect(f"parent of {called}", (parent["service"], parent["kind"]), (caller, CLIENT))
        above = trace.above(span["parent"], SERVER)
        found.expect(f"server above {called}", above, trace.only(caller, SERVER, found))
        begins = span["start"] - parent["start"]
        found.expect(f"{called} begins within its parent", -CLOCK <= begins <= parent["duration"] + CLOCK, True)


def check_purchase(example, answer):
    trace_id = answer["trace_id"]

    def whole_trace(found):
        trace = Trace(example.api(f"traces/{trace_id}"))
        check_chain(trace, found)
        found.expect("errors", [s["name"] for s in trace.spans if s["status"] == ERROR], [])
        for service, name, parent in (
            ("stock", "reserve", "POST /reservations"),
            ("payment", "pay", "POST /payments"),
            ("payment", "authorize", "pay"),
            ("payment", "book", "pay"),
        ):
            places = trace.named(service, name)
            parents = [trace.spans[trace.spans[i]["parent"]]["name"] for i in places]
            found.expect(f"parent of {name}", parents, [parent])

    def search(found):
        query = f'{{ resource.service.name = "payment" && span.payment.order = "{answer["order"]}" }}'
        traces = example.api("traces", q=query)["traces"]
        found.expect("found by the order", [t["traceId"] for t in traces], [trace_id])
        for each in traces:
            found.expect("root", each["rootService"], "storefront")
            found.expect("services of it", sorted(s["service"] for s in each["services"]), sorted(CHAIN))

    def logs(found):
        spans = {span["id"]: span["service"] for span in Trace(example.api(f"traces/{trace_id}")).spans}
        records = example.api(f"traces/{trace_id}/logs")["logs"]
        found.expect("services that logged", sorted({r["service"] for r in records}), sorted(CHAIN))
        for record in records:
            found.expect(f"trace of {record['body']!r}", record["traceId"], trace_id)
            found.expect(f"service of its span {record['spanId']}", spans.get(record["spanId"]), record["service"])

    eventually("one trace over four services", whole_trace)
    eventually("the trace is found by an attribute", search)
    eventually("each service's logs name the trace", logs)


def check_metrics(example, wanted):
    def metrics(found):
        # SDKs that describe a metric differently have an entry each.
        present = {}
        for metric in example.api("metrics")["metrics"]:
            key = (metric["name"], metric["type"], metric["unit"])
            present.setdefault(key, []).extend(metric["services"])
        for *key, services in wanted:
            if tuple(key) in present:
                found.expect(f"services of {key}", sorted(present[tuple(key)]), sorted(services))
            else:
                found.append(f"{key} is missing; there are {sorted(present)}")

    eventually("metrics of each service", metrics)


def check_failures(example):
    status, declined = buy(example, "lamp", "expired")
    differences = Differences()
    differences.expect("status of a declined card", (status, declined.get("outcome")), (402, "declined"))
    status, broken = buy(example, "lamp", "broken")
    differences.expect("status when the bank is silent", (status, broken.get("outcome")), (502, "failed"))
    status, sold_out = buy(example, "sofa", "visa")
    differences.expect("status of what is sold out", status, 409)
    status, unknown = buy(example, "unicorn", "visa")
    differences.expect("status of what nobody sells", status, 404)

    def answers(found):
        found.extend(differences)

    def bank(found):
        trace = Trace(example.api(f"traces/{broken['trace_id']}"))
        check_chain(trace, found)
        failed = [s for s in trace.spans if s["name"] == "authorize"]
        found.expect("status, exception", [(s["status"], s["exception"]) for s in failed], [(ERROR, True)])
        records = example.api(f"traces/{broken['trace_id']}/logs")["logs"]
        loud = [r["service"] for r in records if r["severityNumber"] >= 17]
        found.expect("services that logged an error", loud, ["payment"])

    def shelf(found):
        trace = Trace(example.api(f"traces/{sold_out['trace_id']}"))
        check_chain(trace, found, CHAIN[:3])
        failed = [(s["service"], s["name"]) for s in trace.spans if s["exception"]]
        found.expect("spans with exceptions", failed, [("stock", "reserve")])

    eventually("failures are answered as such", answers, 0)
    eventually("a bank that does not answer is seen where it happened", bank)
    eventually("an empty shelf ends the trace in the third service", shelf)


def polyglot():
    with Example("polyglot", "STOREFRONT_PORT", "ORDERS_PORT", "STOCK_PORT", "PAYMENT_PORT") as example:
        first = next((m[1] for m in map(re.compile(r"/trace/([0-9a-f]{32})").search, example.lines) if m), None)

        def printed(found):
            check_chain(Trace(example.api(f"traces/{first}")), found)

        eventually("the trace whose address is printed", printed)
        status, answer = buy(example, "book", "visa")
        if (status, answer.get("outcome")) != (200, "paid"):
            failures.append(f"a purchase: {status} {answer}")
            print(f"FAILED  {failures[-1]}")
            return
        check_purchase(example, answer)
        check_failures(example)
        check_metrics(
            example,
            [
                ("http.server.request.duration", "histogram", "s", ["storefront", "orders", "stock"]),
                ("checkouts", "sum", "{checkout}", ["storefront"]),
                ("orders", "sum", "{order}", ["orders"]),
                ("order.value", "histogram", "EUR", ["orders"]),
                ("stock.reservations", "sum", "{reservation}", ["stock"]),
                ("payments", "sum", "{payment}", ["payment"]),
                ("payment.duration", "histogram", "s", ["payment"]),
            ],
        )


def payment():
    with Example("payment") as example:

        def traces(found):
            query = '{ name = "pay" && span.payment.outcome = "paid" }'
            paid = example.api("traces", q=query)["traces"]
            found.expect("a payment was made", bool(paid), True)
            for each in paid:
                trace = Trace(example.api(f"traces/{each['traceId']}"))
                tree = sorted((s["name"], trace.spans[s["parent"]]["name"] if s["parent"] >= 0 else "") for s in trace.spans)
                found.expect("spans and parents", tree, [("authorize", "pay"), ("book", "pay"), ("pay", "")])
                records = example.api(f"traces/{each['traceId']}/logs")["logs"]
                (pay,) = (s["id"] for s in trace.spans if s["name"] == "pay")
                found.expect("spans of the log records", [r["spanId"] for r in records], [pay])

        def failed(found):
            errors = example.api("traces", q='{ name = "authorize" && status = error }')["traces"]
            found.expect("the bank did not answer once", bool(errors), True)
            for each in errors:
                records = example.api(f"traces/{each['traceId']}/logs")["logs"]
                found.expect("severity", [r["severity"].lower() for r in records], ["error"])

        eventually("spans by hand, with their log records", traces)
        eventually("a failure, with its log record", failed)
        check_metrics(
            example,
            [("payments", "sum", "{payment}", ["payment"]), ("payment.duration", "histogram", "s", ["payment"])],
        )


for name in sys.argv[1:] or ["polyglot", "payment"]:
    if name not in ("polyglot", "payment"):
        sys.exit(f"{name}: no such example (expected: polyglot or payment)")
    print(f"\n{name}")
    {"polyglot": polyglot, "payment": payment}[name]()
print(f"\n{len(failures)} differences")
sys.exit(1 if failures else 0)
