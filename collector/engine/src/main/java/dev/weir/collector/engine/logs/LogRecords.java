package dev.weir.collector.engine.logs;

import dev.weir.collector.api.BuildInfo;
import dev.weir.collector.api.Log;
import dev.weir.otlp.wire.ProtoWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes lines of the log as an OTLP `ExportLogsServiceRequest`.
///
/// ```text
/// ExportLogsServiceRequest   resource_logs 1
///   ResourceLogs             resource 1, scope_logs 2
///     ScopeLogs              scope 1, log_records 2
///       LogRecord            time 1, severity_number 2, severity_text 3, body 5, attributes 6,
///                            observed_time 11
/// ```
final class LogRecords {
  private static final String SCOPE = "dev.weir.collector";
  private static final String RESOURCE = "resource";
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final ProtoWriter out = new ProtoWriter(4096);

  private LogRecords() {}

  static byte[] write(List<LogLine> lines, Map<String, ?> resource, BuildInfo build) {
    LogRecords records = new LogRecords();
    ProtoWriter out = records.out;
    int resourceLogs = out.beginMessage(1);
    int resourceMark = out.beginMessage(1);
    resource.forEach((key, value) -> records.attribute(1, key, value));
    out.endMessage(resourceMark);
    int scopeLogs = out.beginMessage(2);
    int scope = out.beginMessage(1);
    out.string(1, SCOPE);
    out.string(2, build.version());
    out.endMessage(scope);
    lines.forEach(records::record);
    out.endMessage(scopeLogs);
    out.endMessage(resourceLogs);
    return out.toByteArray();
  }

  private void record(LogLine line) {
    int record = out.beginMessage(2);
    long nanos = unixNanos(line.time());
    out.fixed64(1, nanos);
    out.uint64(2, severity(line.level()));
    out.string(3, line.level().name());
    int body = out.beginMessage(5);
    out.string(1, line.message());
    out.endMessage(body);
    line.fields()
        .forEach((key, value) -> {
          if (!key.equals(RESOURCE)) {
            attribute(6, key, value);
          }
        });
    Throwable error = line.error();
    if (error != null) {
      attribute(6, "exception.type", error.getClass().getName());
      attribute(6, "exception.message", String.valueOf(error.getMessage()));
      attribute(6, "exception.stacktrace", LogLine.stack(error));
    }
    out.fixed64(11, nanos);
    out.endMessage(record);
  }

  private void attribute(int field, String key, @Nullable Object value) {
    int attribute = out.beginMessage(field);
    out.string(1, key);
    int any = out.beginMessage(2);
    switch (value) {
      case Boolean bool -> out.bool(2, bool);
      case Integer number -> out.uint64(3, number);
      case Long number -> out.uint64(3, number);
      case Number number -> out.float64(4, number.doubleValue());
      case null -> {}
      default -> out.string(1, value.toString());
    }
    out.endMessage(any);
    out.endMessage(attribute);
  }

  private static int severity(Log.Level level) {
    return switch (level) {
      case DEBUG -> 5;
      case INFO -> 9;
      case WARN -> 13;
      case ERROR -> 17;
    };
  }

  private static long unixNanos(Instant time) {
    return time.getEpochSecond() * NANOS_PER_SECOND + time.getNano();
  }
}
