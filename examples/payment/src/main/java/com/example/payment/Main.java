package com.example.payment;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.instrumentation.logback.appender.v1_0.OpenTelemetryAppender;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.Map;

/// Starts the payment service. With a port as its argument it takes payments over HTTP; without one
/// it is alone, and has customers of its own, who pay once a second.
public final class Main {
  /// What holds where no `OTEL_*` variable says otherwise.
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "otel.service.name", "payment",
          "otel.exporter.otlp.endpoint", "http://localhost:4318",
          "otel.exporter.otlp.protocol", "http/protobuf");

  private Main() {}

  /// Runs until the process is told to end; the SDK then sends what it holds.
  public static void main(String[] args) throws Exception {
    OpenTelemetry telemetry =
        AutoConfiguredOpenTelemetrySdk.builder()
            .addPropertiesSupplier(() -> DEFAULTS)
            .setResultAsGlobal()
            .build()
            .getOpenTelemetrySdk();
    OpenTelemetryAppender.install(telemetry);
    PaymentService service = new PaymentService(telemetry);
    if (args.length == 0) {
      new Customers(service).pay();
    }
    new PaymentServer(telemetry, service).start(Integer.parseInt(args[0]));
  }
}
