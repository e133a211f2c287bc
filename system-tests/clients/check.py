"""Checks what the clients' telemetry became, field by field: check.py FILE, where FILE is what the file exporter wrote."""

import json
import sys

SERVICES = sys.argv[2:]
failures = []


def expect(where, what, actual, wanted):
    if actual != wanted:
        failures.append(f"{where}: {what}: {actual!r} (expected: {wanted!r})")


def value(any_value):
    """The plain value of an AnyValue; integers come as strings in OTLP/JSON."""
    if "arrayValue" in any_value:
        return [value(item) for item in any_value["arrayValue"].get("values", [])]
    ((kind, plain),) = any_value.items()
    return int(plain) if kind == "intValue" else plain


def attributes(item):
    return {pair["key"]: value(pair["value"]) for pair in item.get("attributes", [])}


spans, metrics, logs = {}, {}, {}
with open(sys.argv[1], encoding="utf-8") as lines:
    for line in lines:
        request = json.loads(line)
        for kind, scopes, items, into in (
            ("resourceSpans", "scopeSpans", "spans", spans),
            ("resourceMetrics", "scopeMetrics", "metrics", metrics),
            ("resourceLogs", "scopeLogs", "logRecords", logs),
        ):
            for resource in request.get(kind, []):
                known = attributes(resource["resource"])
                for scope in resource[scopes]:
                    expect(known["service.name"], "scope", scope["scope"], {"name": "client", "version": "1.2.3"})
                    expect(known["service.name"], "team", known.get("team"), "käse")
                    into.setdefault(known["service.name"], []).extend(scope[items])


def check_spans(name):
    by_name = {span["name"]: span for span in spans.get(name, [])}
    expect(name, "spans", sorted(by_name), ["child", "parent"])
    if len(by_name) != 2:
        return None
    parent, child = by_name["parent"], by_name["child"]
    expect(name, "number of spans", len(spans[name]), 2)
    expect(name, "parent of parent", parent.get("parentSpanId", ""), "")
    expect(name, "parent of child", child["parentSpanId"], parent["spanId"])
    expect(name, "trace of child", child["traceId"], parent["traceId"])
    expect(name, "lengths of ids", (len(parent["traceId"]), len(parent["spanId"])), (32, 16))
    expect(name, "kinds", (parent["kind"], child["kind"]), (2, 3))
    big = 9007199254740 if name.startswith("node") else 9007199254740993
    expect(
        name,
        "attributes of parent",
        attributes(parent),
        {"text": "grüße", "int": big, "double": 0.5, "yes": True, "list": ["a", "b"], "ints": [1, 2]},
    )
    expect(name, "events", [(e["name"], attributes(e)) for e in parent["events"]], [("happened", {"step": 7})])
    links = [(link["traceId"], link["spanId"], attributes(link)) for link in parent["links"]]
    expect(name, "links", links, [("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", {"why": "retry"})])
    expect(name, "status of child", (child["status"]["code"], child["status"]["message"]), (2, "no luck"))
    expect(name, "parent lasts", int(parent["endTimeUnixNano"]) >= int(parent["startTimeUnixNano"]) > 0, True)
    return parent


def check_metrics(name):
    by_name = {metric["name"]: metric for metric in metrics.get(name, [])}
    expect(name, "metrics", sorted(by_name), ["latency", "load", "requests", "temperature"])
    if len(by_name) != 4:
        return
    requests = by_name["requests"]
    (point,) = requests["sum"]["dataPoints"]
    expect(name, "requests", int(point.get("asInt", point.get("asDouble", -1))), 42)
    expect(name, "requests by", attributes(point), {"route": "/a"})
    expect(name, "unit, description", (requests["unit"], requests["description"]), ("{request}", "how many"))
    expect(name, "requests is monotonic", requests["sum"]["isMonotonic"], True)
    expect(name, "temporality", requests["sum"]["aggregationTemporality"], 2)
    expect(name, "load", by_name["load"]["sum"]["dataPoints"][0]["asDouble"], -1.5)
    expect(name, "load is monotonic", by_name["load"]["sum"].get("isMonotonic", False), False)
    (point,) = by_name["latency"]["histogram"]["dataPoints"]
    expect(name, "latency count, sum", (int(point["count"]), point["sum"]), (3, 20011))
    expect(name, "latency min, max", (point["min"], point["max"]), (1, 20000))
    expect(name, "buckets", sum(int(count) for count in point["bucketCounts"]), 3)
    expect(name, "one bucket more than bounds", len(point["bucketCounts"]) - len(point["explicitBounds"]), 1)
    expect(name, "temperature", by_name["temperature"]["gauge"]["dataPoints"][0]["asDouble"], 3.25)


def check_logs(name, parent):
    expect(name, "number of log records", len(logs.get(name, [])), 1)
    for record in logs.get(name, []):
        expect(name, "body", record["body"], {"stringValue": "something odd"})
        expect(name, "severity", (record["severityNumber"], record["severityText"]), (13, "WARN"))
        expect(name, "time", record["timeUnixNano"], "1700000000000000000")
        expect(name, "log attributes", attributes(record), {"order": 42})
        if parent is not None:
            expect(name, "log's trace", (record["traceId"], record["spanId"]), (parent["traceId"], parent["spanId"]))


for service in SERVICES:
    parent = check_spans(service)
    check_metrics(service)
    check_logs(service, parent)
for failure in failures:
    print("FAILED " + failure)
print(f"{len(SERVICES)} clients checked, {len(failures)} differences")
sys.exit(1 if failures or not SERVICES else 0)
