"""Sends one of everything with the official Python SDK: send.py PROTOCOL ENDPOINT COMPRESSION."""

import logging
import sys

from opentelemetry import trace
from opentelemetry.sdk._logs import LoggerProvider
from opentelemetry.sdk._logs.export import BatchLogRecordProcessor
from opentelemetry._logs import LogRecord, SeverityNumber
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Link, SpanContext, SpanKind, Status, StatusCode, TraceFlags

logging.basicConfig(level=logging.WARNING)
protocol, endpoint, compression = sys.argv[1:4]

if protocol == "grpc":
    import grpc
    from opentelemetry.exporter.otlp.proto.grpc._log_exporter import OTLPLogExporter
    from opentelemetry.exporter.otlp.proto.grpc.metric_exporter import OTLPMetricExporter
    from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter

    squeeze = grpc.Compression.Gzip if compression == "gzip" else grpc.Compression.NoCompression
    options = {"endpoint": endpoint, "insecure": True, "compression": squeeze}
    spans, metrics, logs = OTLPSpanExporter(**options), OTLPMetricExporter(**options), OTLPLogExporter(**options)
else:
    from opentelemetry.exporter.otlp.proto.http import Compression
    from opentelemetry.exporter.otlp.proto.http._log_exporter import OTLPLogExporter
    from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

    squeeze = Compression.Gzip if compression == "gzip" else Compression.NoCompression
    spans = OTLPSpanExporter(endpoint + "/v1/traces", compression=squeeze)
    metrics = OTLPMetricExporter(endpoint + "/v1/metrics", compression=squeeze)
    logs = OTLPLogExporter(endpoint + "/v1/logs", compression=squeeze)

resource = Resource({"service.name": f"python-{protocol}-{compression}", "team": "käse"})

tracers = TracerProvider(resource=resource)
tracers.add_span_processor(BatchSpanProcessor(spans))
meters = MeterProvider(resource=resource, metric_readers=[PeriodicExportingMetricReader(metrics, 3_600_000)])
loggers = LoggerProvider(resource=resource)
loggers.add_log_record_processor(BatchLogRecordProcessor(logs))

tracer = tracers.get_tracer("client", "1.2.3")
logger = loggers.get_logger("client", "1.2.3")
meter = meters.get_meter("client", "1.2.3")

linked = SpanContext(0x0AF7651916CD43DD8448EB211C80319C, 0xB7AD6B7169203331, True, TraceFlags(1))
with tracer.start_as_current_span(
    "parent",
    kind=SpanKind.SERVER,
    attributes={"text": "grüße", "int": 9007199254740993, "double": 0.5, "yes": True, "list": ["a", "b"], "ints": [1, 2]},
    links=[Link(linked, {"why": "retry"})],
) as parent:
    parent.add_event("happened", {"step": 7})
    logger.emit(
        LogRecord(
            timestamp=1_700_000_000_000_000_000,
            severity_number=SeverityNumber.WARN,
            severity_text="WARN",
            body="something odd",
            attributes={"order": 42},
        )
    )
    with tracer.start_as_current_span("child", kind=SpanKind.CLIENT) as child:
        child.set_status(Status(StatusCode.ERROR, "no luck"))

meter.create_counter("requests", unit="{request}", description="how many").add(42, {"route": "/a"})
meter.create_up_down_counter("load").add(-1.5, {"route": "/a"})
latency = meter.create_histogram("latency", unit="ms")
for value in (1, 10, 20000):
    latency.record(value, {"route": "/a"})
meter.create_gauge("temperature").set(3.25)

ok = tracers.force_flush() and meters.force_flush() and loggers.force_flush()
tracers.shutdown(), meters.shutdown(), loggers.shutdown()
sys.exit(0 if ok is not False else 1)
