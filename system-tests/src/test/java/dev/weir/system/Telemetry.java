package dev.weir.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.weir.otlp.Signal;
import dev.weir.otlp.json.OtlpJsonReader;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the file exporter wrote, as the official classes.
final class Telemetry {
  private Telemetry() {}

  /// @param spans by name
  /// @param metrics by name
  /// @param resource attributes of the last resource
  record Arrived(
      Map<String, Span> spans,
      Map<String, Metric> metrics,
      List<LogRecord> logs,
      Map<String, Object> resource) {
    Span span(String name) {
      return requireNonNull(spans.get(name), name);
    }

    Metric metric(String name) {
      return requireNonNull(metrics.get(name), name);
    }
  }

  static Arrived read(List<String> lines) throws Exception {
    Arrived arrived =
        new Arrived(new HashMap<>(), new HashMap<>(), new ArrayList<>(), new HashMap<>());
    for (String line : lines) {
      byte[] json = line.getBytes(UTF_8);
      if (line.contains("\"resourceSpans\"")) {
        addSpans(ExportTraceServiceRequest.parseFrom(protobuf(Signal.TRACES, json)), arrived);
      } else if (line.contains("\"resourceMetrics\"")) {
        addMetrics(ExportMetricsServiceRequest.parseFrom(protobuf(Signal.METRICS, json)), arrived);
      } else {
        addLogs(ExportLogsServiceRequest.parseFrom(protobuf(Signal.LOGS, json)), arrived);
      }
    }
    return arrived;
  }

  static Map<String, Object> attributes(List<KeyValue> pairs) {
    Map<String, Object> map = new HashMap<>();
    pairs.forEach(pair -> map.put(pair.getKey(), value(pair.getValue())));
    return map;
  }

  private static Object value(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INT_VALUE -> value.getIntValue();
      case DOUBLE_VALUE -> value.getDoubleValue();
      case BOOL_VALUE -> value.getBoolValue();
      default -> value;
    };
  }

  private static void addSpans(ExportTraceServiceRequest request, Arrived arrived) {
    for (var resource : request.getResourceSpansList()) {
      arrived.resource().putAll(attributes(resource.getResource().getAttributesList()));
      for (var scope : resource.getScopeSpansList()) {
        scope.getSpansList().forEach(span -> arrived.spans().put(span.getName(), span));
      }
    }
  }

  private static void addMetrics(ExportMetricsServiceRequest request, Arrived arrived) {
    for (var resource : request.getResourceMetricsList()) {
      for (var scope : resource.getScopeMetricsList()) {
        scope.getMetricsList().forEach(metric -> arrived.metrics().put(metric.getName(), metric));
      }
    }
  }

  private static void addLogs(ExportLogsServiceRequest request, Arrived arrived) {
    for (var resource : request.getResourceLogsList()) {
      resource
          .getScopeLogsList()
          .forEach(scope -> arrived.logs().addAll(scope.getLogRecordsList()));
    }
  }

  private static byte[] protobuf(Signal signal, byte[] json) {
    return OtlpJsonReader.read(signal, json).message();
  }
}
