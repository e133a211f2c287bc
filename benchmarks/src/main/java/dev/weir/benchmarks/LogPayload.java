package dev.weir.benchmarks;

import static dev.weir.benchmarks.Vocabulary.number;
import static dev.weir.benchmarks.Vocabulary.text;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import java.util.Random;

/// Log records of a web service, with trace context and 10 attributes each.
final class LogPayload {
  private LogPayload() {}

  static ExportLogsServiceRequest request(int records, Random random) {
    ScopeLogs.Builder scope =
        ScopeLogs.newBuilder().setScope(Vocabulary.scope("com.example.shop.CheckoutService"));
    for (int i = 0; i < records; i++) {
      scope.addLogRecords(logRecord(i, random));
    }
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(
            ResourceLogs.newBuilder().setResource(Vocabulary.resource(random)).addScopeLogs(scope))
        .build();
  }

  private static LogRecord logRecord(int i, Random random) {
    String route = Vocabulary.route(random);
    int status = Vocabulary.status(random);
    SeverityNumber severity = severity(status, random);
    long time = Vocabulary.START + i * 1_000_000L + random.nextInt(1_000_000);
    return LogRecord.newBuilder()
        .setTimeUnixNano(time)
        .setObservedTimeUnixNano(time + random.nextInt(10_000))
        .setSeverityNumber(severity)
        .setSeverityText(severity.name().substring("SEVERITY_NUMBER_".length()))
        .setBody(AnyValue.newBuilder().setStringValue(message(route, status, random)))
        .addAttributes(text("http.request.method", Vocabulary.method(random)))
        .addAttributes(text("http.route", route))
        .addAttributes(number("http.response.status_code", status))
        .addAttributes(text("thread.name", "http-nio-8443-exec-" + random.nextInt(200)))
        .addAttributes(number("thread.id", random.nextInt(400)))
        .addAttributes(text("code.function.name", "com.example.shop.CheckoutService.handle"))
        .addAttributes(number("code.line.number", 40 + random.nextInt(300)))
        .addAttributes(text("user.id", "u-" + random.nextInt(1_000_000)))
        .addAttributes(text("session.id", Long.toHexString(random.nextLong())))
        .addAttributes(text("client.address", "10.0." + random.nextInt(256) + ".17"))
        .setFlags(1)
        .setTraceId(Vocabulary.id(16, random))
        .setSpanId(Vocabulary.id(8, random))
        .build();
  }

  /// A fifth is `WARN` or above.
  private static SeverityNumber severity(int status, Random random) {
    if (status >= 500) {
      return SeverityNumber.SEVERITY_NUMBER_ERROR;
    }
    return random.nextInt(100) < 18
        ? SeverityNumber.SEVERITY_NUMBER_WARN
        : SeverityNumber.SEVERITY_NUMBER_INFO;
  }

  private static String message(String route, int status, Random random) {
    return "Order %08d for %s answered with %d after %d ms"
        .formatted(random.nextInt(100_000_000), route, status, random.nextInt(900));
  }
}
