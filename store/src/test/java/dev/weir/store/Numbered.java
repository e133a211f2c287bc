package dev.weir.store;

import dev.weir.otlp.wire.ByteRange;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Scope;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;

/// Batches of ten log records that carry a number.
final class Numbered {
  static final int RECORDS = 10;
  static final Expr NUMBER = Expr.attribute(Scope.LOG, "number");

  private Numbered() {}

  static ByteRange logs(int number) {
    return logs(number, Telemetry.START + number);
  }

  static ByteRange logs(int number, long time) {
    ScopeLogs.Builder scope = ScopeLogs.newBuilder();
    for (int i = 0; i < RECORDS; i++) {
      scope.addLogRecords(
          LogRecord.newBuilder()
              .setTimeUnixNano(time)
              .setBody(AnyValue.newBuilder().setStringValue("record " + i + " of " + number))
              .addAttributes(
                  KeyValue.newBuilder()
                      .setKey("number")
                      .setValue(AnyValue.newBuilder().setIntValue(number))));
    }
    return Telemetry.bytes(
        ExportLogsServiceRequest.newBuilder()
            .addResourceLogs(ResourceLogs.newBuilder().addScopeLogs(scope))
            .build());
  }
}
