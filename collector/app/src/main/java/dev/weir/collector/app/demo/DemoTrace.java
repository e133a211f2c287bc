package dev.weir.collector.app.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// A trace that is being told, with its log records.
final class DemoTrace {
  private static final Map<Integer, String> SEVERITIES =
      Map.of(5, "DEBUG", 9, "INFO", 13, "WARN", 17, "ERROR");

  final String id;
  final List<DemoSpan> spans = new ArrayList<>();
  private final RandomGenerator random;
  private final Map<String, List<String>> logs = new LinkedHashMap<>();
  private final Map<String, String> versions;

  /// @param versions of services that do not run their usual one
  DemoTrace(RandomGenerator random, Map<String, String> versions) {
    this.random = random;
    this.versions = versions;
    id = String.format("%016x%016x", random.nextLong() | 1, random.nextLong() | 1);
  }

  String newSpanId() {
    return String.format("%016x", random.nextLong() | 1);
  }

  /// @param parent id of the parent, empty for the root
  DemoSpan span(String service, String parent, String name, int kind, long start) {
    DemoSpan span = new DemoSpan(this, service, parent, name, kind, start);
    spans.add(span);
    return span;
  }

  void log(DemoSpan span, int severity, String message, Map<String, ?> fields) {
    long time = span.start + (long) ((span.end - span.start) * 0.9);
    String record =
        "{\"timeUnixNano\":\""
            + time
            + "\",\"observedTimeUnixNano\":\""
            + time
            + "\",\"severityNumber\":"
            + severity
            + ",\"severityText\":\""
            + SEVERITIES.get(severity)
            + "\",\"body\":"
            + DemoJson.value(message)
            + ",\"attributes\":"
            + DemoJson.attributes(fields)
            + ",\"traceId\":\""
            + id
            + "\",\"spanId\":\""
            + span.id
            + "\"}";
    logs.computeIfAbsent(span.service, service -> new ArrayList<>()).add(record);
  }

  /// `resourceSpans` by service.
  List<String> resourceSpans() {
    Map<String, List<String>> byService = new LinkedHashMap<>();
    for (DemoSpan span : spans) {
      byService.computeIfAbsent(span.service, service -> new ArrayList<>()).add(span.json());
    }
    List<String> result = new ArrayList<>();
    byService.forEach((service, list) ->
        result.add(
            "{"
                + resource(service)
                + ",\"scopeSpans\":[{\"scope\":"
                + scope(service)
                + ",\"spans\":["
                + DemoJson.list(list)
                + "]}]}"));
    return result;
  }

  /// `resourceLogs` by service.
  List<String> resourceLogs() {
    List<String> result = new ArrayList<>();
    logs.forEach((service, list) ->
        result.add(
            "{"
                + resource(service)
                + ",\"scopeLogs\":[{\"scope\":{\"name\":\"shop."
                + service
                + "\"},\"logRecords\":["
                + DemoJson.list(list)
                + "]}]}"));
    return result;
  }

  private String resource(String service) {
    return DemoServices.resource(
        service, versions.getOrDefault(service, DemoServices.USUAL_VERSION));
  }

  private static String scope(String service) {
    return "{\"name\":\"io.opentelemetry."
        + DemoServices.language(service)
        + "\",\"version\":\"2.9.0\"}";
  }
}
