package dev.weir.collector.exporters.debug;

import dev.weir.otlp.logs.LogRecordView;
import dev.weir.otlp.logs.LogsView;
import dev.weir.otlp.logs.ResourceLogsView;
import dev.weir.otlp.logs.ScopeLogsView;
import dev.weir.otlp.wire.ByteRange;

/// A line for each log record: body, attributes.
final class NormalLogs {
  private NormalLogs() {}

  static void write(ByteRange request, Lines lines) {
    ResourceLogsView resources = new LogsView().wrap(request).resourceLogs();
    for (int i = 0; resources.next(); i++) {
      NormalText.resource(lines, "ResourceLog", i, resources.schemaUrl(), resources.resource());
      ScopeLogsView scopes = resources.scopeLogs();
      for (int j = 0; scopes.next(); j++) {
        NormalText.scope(lines, "ScopeLog", j, scopes.schemaUrl(), scopes.scope());
        LogRecordView records = scopes.logRecords();
        while (records.next()) {
          lines.line(
              ValueText.of(records.body()), " ", ValueText.joined(records.attributes(), " "));
        }
      }
    }
  }
}
