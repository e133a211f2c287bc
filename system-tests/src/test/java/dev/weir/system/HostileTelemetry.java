package dev.weir.system;

/// Telemetry whose every text would do harm where it is taken for HTML, script, CSS or a template.
final class HostileTelemetry {
  static final String TEXT =
      "'><img src=x onerror=window.hacked=1><script>window.hacked=1</script>${window.hacked=1}{{1}}"
          + "javascript:window.hacked=1;}*{display:none}\u202Eevil"
          + "long".repeat(50);
  static final String TRACE = "deadbeefdeadbeefdeadbeefdeadbeef";
  static final String SPAN = "deadbeefdeadbe01";

  /// Finds its spans and records.
  static final String QUERY = "{ resource.service.name = \"" + TEXT + "\" }";

  private HostileTelemetry() {}

  private static String attributes() {
    return """
    [{"key":"@","value":{"stringValue":"@"}},{"key":"@list","value":{"arrayValue":{"values":[{"stringValue":"@"}]}}},
    {"key":"exception.type","value":{"stringValue":"@"}},{"key":"exception.message","value":{"stringValue":"@"}},
    {"key":"exception.stacktrace","value":{"stringValue":"@"}},{"key":"http.url","value":{"stringValue":"javascript:window.hacked=1"}},
    {"key":"db.system.name","value":{"stringValue":"@"}},{"key":"server.address","value":{"stringValue":"@"}}]\
    """;
  }

  private static String resource() {
    return """
    "resource":{"attributes":[{"key":"service.name","value":{"stringValue":"@"}},{"key":"@","value":{"stringValue":"@"}}]}\
    """;
  }

  private static String filled(String json) {
    long now = System.currentTimeMillis() * 1_000_000;
    return json.replace("ATTRIBUTES", attributes())
        .replace("RESOURCE", resource())
        .replace("TRACE", TRACE)
        .replace("SPAN", SPAN)
        .replace("BEGIN", (now - 2_000_000_000L) + "")
        .replace("END", (now - 1_000_000_000L) + "")
        .replace("@", TEXT);
  }

  static String spans() {
    return filled(
        """
        {"resourceSpans":[{RESOURCE,"schemaUrl":"@","scopeSpans":[{"scope":{"name":"@","version":"@","attributes":ATTRIBUTES},"schemaUrl":"@","spans":[
        {"traceId":"TRACE","spanId":"SPAN","name":"@","kind":2,"startTimeUnixNano":"BEGIN","endTimeUnixNano":"END","traceState":"@","status":{"code":2,"message":"@"},
         "attributes":ATTRIBUTES,"events":[{"name":"exception","timeUnixNano":"END","attributes":ATTRIBUTES},{"name":"@","timeUnixNano":"END"}],
         "links":[{"traceId":"TRACE","spanId":"SPAN","traceState":"@","attributes":ATTRIBUTES}]},
        {"traceId":"TRACE","spanId":"deadbeefdeadbe02","parentSpanId":"SPAN","name":"@ child","kind":3,"startTimeUnixNano":"BEGIN","endTimeUnixNano":"END","attributes":ATTRIBUTES}]}]}]}
        """);
  }

  static String logs() {
    return filled(
        """
        {"resourceLogs":[{RESOURCE,"scopeLogs":[{"scope":{"name":"@"},"logRecords":[
        {"timeUnixNano":"END","severityNumber":17,"severityText":"@","eventName":"@","body":{"stringValue":"@"},"traceId":"TRACE","spanId":"SPAN","attributes":ATTRIBUTES},
        {"timeUnixNano":"END","body":{"kvlistValue":{"values":[{"key":"@","value":{"stringValue":"@"}}]}}}]}]}]}
        """);
  }

  static String metrics() {
    return filled(
        """
        {"resourceMetrics":[{RESOURCE,"scopeMetrics":[{"scope":{"name":"@"},"metrics":[{"name":"@metric","unit":"@","description":"@","gauge":{"dataPoints":[
        {"timeUnixNano":"END","asDouble":1.5,"attributes":ATTRIBUTES,"exemplars":[{"timeUnixNano":"END","asDouble":1,"traceId":"TRACE","spanId":"SPAN","filteredAttributes":ATTRIBUTES}]}]}}]}]}]}
        """);
  }
}
