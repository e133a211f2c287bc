package dev.weir.collector.app.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A span that is being told.
final class DemoSpan {
  static final int INTERNAL = 1;
  static final int SERVER = 2;
  static final int CLIENT = 3;
  static final int PRODUCER = 4;
  static final int CONSUMER = 5;

  final DemoTrace trace;
  final String service;
  final String id;
  final long start;
  long end;
  private final String parent;
  private final String name;
  private final int kind;
  private final Map<String, Object> attributes = new LinkedHashMap<>();
  private final List<String> events = new ArrayList<>();
  private String status = "{}";

  DemoSpan(DemoTrace trace, String service, String parent, String name, int kind, long start) {
    this.trace = trace;
    this.service = service;
    this.id = trace.newSpanId();
    this.parent = parent;
    this.name = name;
    this.kind = kind;
    this.start = start;
    this.end = start;
  }

  /// A span below this one, `after` microseconds after its start.
  DemoSpan child(String childService, String childName, int childKind, long after) {
    return trace.span(childService, id, childName, childKind, start + after * 1000);
  }

  DemoSpan with(String key, Object value) {
    attributes.put(key, value);
    return this;
  }

  DemoSpan lasts(long micros) {
    end = start + micros * 1000;
    return this;
  }

  long micros() {
    return (end - start) / 1000;
  }

  DemoSpan error(String message) {
    status = "{\"code\":2,\"message\":" + DemoJson.text(message) + "}";
    return this;
  }

  /// An error with the exception that caused it.
  DemoSpan exception(String type, String message, String place) {
    String stack =
        type + ": " + message + "\n\tat " + place + "\n\tat shop.Server.handle(Server.java:57)";
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("exception.type", type);
    fields.put("exception.message", message);
    fields.put("exception.stacktrace", stack);
    events.add(
        "{\"timeUnixNano\":\""
            + end
            + "\",\"name\":\"exception\",\"attributes\":"
            + DemoJson.attributes(fields)
            + "}");
    return error(message);
  }

  DemoSpan log(int severity, String message, Map<String, ?> fields) {
    trace.log(this, severity, message, fields);
    return this;
  }

  String json() {
    return "{\"traceId\":\""
        + trace.id
        + "\",\"spanId\":\""
        + id
        + "\",\"parentSpanId\":\""
        + parent
        + "\",\"flags\":257,\"name\":"
        + DemoJson.text(name)
        + ",\"kind\":"
        + kind
        + ",\"startTimeUnixNano\":\""
        + start
        + "\",\"endTimeUnixNano\":\""
        + end
        + "\",\"attributes\":"
        + DemoJson.attributes(attributes)
        + ",\"events\":["
        + DemoJson.list(events)
        + "],\"status\":"
        + status
        + "}";
  }
}
