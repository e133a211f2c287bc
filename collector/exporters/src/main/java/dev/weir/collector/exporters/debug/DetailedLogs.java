package dev.weir.collector.exporters.debug;

import dev.weir.otlp.logs.LogRecordView;
import dev.weir.otlp.logs.LogsView;
import dev.weir.otlp.logs.ResourceLogsView;
import dev.weir.otlp.logs.ScopeLogsView;
import dev.weir.otlp.wire.ByteRange;

/// Every field of every log record.
final class DetailedLogs {
  private static final String[] LEVELS = {"Trace", "Debug", "Info", "Warn", "Error", "Fatal"};
  private static final int STEPS = 4;

  private DetailedLogs() {}

  static void write(ByteRange request, Lines lines) {
    ResourceLogsView resources = new LogsView().wrap(request).resourceLogs();
    for (int i = 0; resources.next(); i++) {
      DetailedText.resource(lines, "ResourceLog", i, resources.schemaUrl(), resources.resource());
      ScopeLogsView scopes = resources.scopeLogs();
      for (int j = 0; scopes.next(); j++) {
        DetailedText.scope(lines, "ScopeLogs", j, scopes.schemaUrl(), scopes.scope());
        LogRecordView records = scopes.logRecords();
        for (int k = 0; records.next(); k++) {
          lines.line("LogRecord #", k);
          record(lines, records);
        }
      }
    }
  }

  private static void record(Lines lines, LogRecordView record) {
    lines.line("ObservedTimestamp: ", TimeText.of(record.observedTimeUnixNano()));
    lines.line("Timestamp: ", TimeText.of(record.timeUnixNano()));
    lines.line("SeverityText: ", record.severityText());
    int severity = record.severityNumber();
    lines.line("SeverityNumber: ", severityName(severity), "(", severity, ")");
    if (!record.eventName().isEmpty()) {
      lines.line("EventName: ", record.eventName());
    }
    lines.line("Body: ", ValueText.typed(record.body()));
    DetailedText.attributes(lines, "Attributes", record.attributes());
    lines.line("Trace ID: ", ValueText.id(record.traceId()));
    lines.line("Span ID: ", ValueText.id(record.spanId()));
    lines.line("Flags: ", Integer.toUnsignedString(record.flags()));
  }

  /// `Info`, `Info2`, `Info3`, `Info4`, and so on.
  private static String severityName(int severity) {
    if (severity == 0) {
      return "Unspecified";
    }
    int level = Math.floorDiv(severity - 1, STEPS);
    int step = Math.floorMod(severity - 1, STEPS) + 1;
    String name = Names.of(LEVELS, level);
    return name.isEmpty() || step == 1 ? name : name + step;
  }
}
