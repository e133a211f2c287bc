package dev.weir.system;

/// A trace of many spans, and many services that call one another, as OTLP JSON.
final class LargeTelemetry {
  private LargeTelemetry() {}

  /// Spans of one trace: those of the first part have the root among them.
  static String partOfTrace(String trace, int part, int size) {
    long begin = System.currentTimeMillis() * 1_000_000 - 1_000_000_000;
    StringBuilder spans = new StringBuilder();
    for (int i = 0; i < size; i++) {
      int number = part * size + i;
      span(spans, trace, number, number == 0 ? -1 : number / 8, begin + number * 10_000L, "");
    }
    return "{\"resourceSpans\":[%s]}".formatted(resource("large-" + part, spans));
  }

  /// One span for each service, each called by that of a tenth of its number.
  static String services(int first, int size) {
    long begin = System.currentTimeMillis() * 1_000_000 - 1_000_000_000;
    StringBuilder resources = new StringBuilder();
    String more = ",\"kind\":2,\"attributes\":[{\"key\":\"large\",\"value\":{\"boolValue\":true}}]";
    for (int number = first; number < first + size; number++) {
      StringBuilder spans = new StringBuilder();
      int parent = number == 0 ? -1 : number / 10;
      span(spans, "%032x".formatted(5_000), number, parent, begin + number, more);
      resources
          .append(number == first ? "" : ",")
          .append(resource("service-%04d".formatted(number), spans));
    }
    return "{\"resourceSpans\":[%s]}".formatted(resources);
  }

  private static String resource(String service, CharSequence spans) {
    return """
    {"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"%s"}}]},"scopeSpans":[{"spans":[%s]}]}\
    """
        .formatted(service, spans);
  }

  private static void span(
      StringBuilder spans, String trace, int number, int parent, long begin, String more) {
    spans
        .append(spans.isEmpty() ? "" : ",")
        .append(
            """
            {"traceId":"%s","spanId":"%016x","parentSpanId":"%s","name":"operation %d","startTimeUnixNano":"%d","endTimeUnixNano":"%d"%s}\
            """
                .formatted(
                    trace,
                    number + 1,
                    parent < 0 ? "" : "%016x".formatted(parent + 1),
                    number % 50,
                    begin,
                    begin + 5_000_000,
                    more));
  }
}
