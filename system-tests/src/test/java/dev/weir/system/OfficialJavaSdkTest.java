package dev.weir.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.logs.OtlpGrpcLogRecordExporter;
import io.opentelemetry.exporter.otlp.metrics.OtlpGrpcMetricExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The official Java SDK into an agent, from there into a gateway, and from there into a file.
class OfficialJavaSdkTest {
  @TempDir Path folder;
  private final int agentGrpc = WeirProcess.freePort();
  private final int agentHttp = WeirProcess.freePort();
  private final int gatewayGrpc = WeirProcess.freePort();
  private final int gatewayHttp = WeirProcess.freePort();
  private WeirProcess gateway;
  private WeirProcess agent;

  @BeforeEach
  void startBoth() throws Exception {
    gateway =
        WeirProcess.startAndAwait(
            folder,
            receiver(gatewayGrpc, gatewayHttp)
                + "exporters:\n  file: {path: %s}\n".formatted(folder.resolve("out.json"))
                + service("[]", "[file]"),
            gatewayGrpc,
            gatewayHttp);
    agent =
        WeirProcess.startAndAwait(
            folder,
            receiver(agentGrpc, agentHttp)
                + "processors:\n  batch: {timeout: 50ms}\n"
                + """
                exporters:
                  otlp_grpc: {endpoint: "127.0.0.1:%d", tls: {insecure: true}}
                  otlp_http: {endpoint: "http://127.0.0.1:%d"}
                """
                    .formatted(gatewayGrpc, gatewayHttp)
                + service("[batch]", "[otlp_grpc]"),
            agentGrpc,
            agentHttp);
  }

  @AfterEach
  void stopBoth() throws Exception {
    agent.close();
    gateway.close();
  }

  @Test
  void everythingSentOverGrpc_arrivesInTheFile() throws Exception {
    String endpoint = "http://127.0.0.1:" + agentGrpc;
    send(
        OtlpGrpcSpanExporter.builder().setEndpoint(endpoint).setCompression("gzip").build(),
        OtlpGrpcMetricExporter.builder().setEndpoint(endpoint).build(),
        OtlpGrpcLogRecordExporter.builder().setEndpoint(endpoint).build());
    assertArrived();
  }

  @Test
  void everythingSentOverHttp_arrivesInTheFile() throws Exception {
    String endpoint = "http://127.0.0.1:" + agentHttp;
    send(
        OtlpHttpSpanExporter.builder().setEndpoint(endpoint + "/v1/traces").build(),
        OtlpHttpMetricExporter.builder()
            .setEndpoint(endpoint + "/v1/metrics")
            .setCompression("gzip")
            .build(),
        OtlpHttpLogRecordExporter.builder().setEndpoint(endpoint + "/v1/logs").build());
    assertArrived();
  }

  /// Stops the agent first and then the gateway, so that what both held is in the file.
  private void assertArrived() throws Exception {
    assertThat(agent.terminate()).as(agent.err()).isZero();
    assertThat(gateway.terminate()).as(gateway.err()).isZero();
    Telemetry.Arrived arrived = Telemetry.read(Files.readAllLines(folder.resolve("out.json")));

    assertThat(arrived.spans()).hasSize(3).containsOnlyKeys("parent", "child", "thrower");
    var parent = arrived.span("parent");
    var child = arrived.span("child");
    assertThat(child.getTraceId()).isEqualTo(parent.getTraceId());
    assertThat(child.getParentSpanId()).isEqualTo(parent.getSpanId());
    assertThat(parent.getKindValue()).isEqualTo(2);
    assertThat(Telemetry.attributes(parent.getAttributesList()))
        .containsEntry("text", "grüße")
        .containsEntry("int", 9007199254740993L)
        .containsEntry("double", 0.5)
        .containsEntry("yes", true);
    assertThat(parent.getEvents(0).getName()).isEqualTo("happened");
    assertThat(child.getStatus().getMessage()).isEqualTo("no luck");
    assertThat(arrived.span("thrower").getEvents(0).getName()).isEqualTo("exception");
    assertThat(arrived.resource()).containsEntry("service.name", "java");

    assertThat(arrived.metrics()).containsKeys("requests", "latency");
    assertThat(arrived.metric("requests").getSum().getDataPoints(0).getAsInt()).isEqualTo(42);
    assertThat(arrived.metric("latency").getHistogram().getDataPoints(0).getCount()).isEqualTo(3);

    assertThat(arrived.logs()).hasSize(1);
    var log = arrived.logs().getFirst();
    assertThat(log.getBody().getStringValue()).isEqualTo("something odd");
    assertThat(log.getSeverityNumberValue()).isEqualTo(13);
    assertThat(log.getTraceId()).isEqualTo(parent.getTraceId());
    assertThat(log.getSpanId()).isEqualTo(parent.getSpanId());
  }

  private static void send(SpanExporter spans, MetricExporter metrics, LogRecordExporter logs) {
    Resource resource = Resource.create(Attributes.builder().put("service.name", "java").build());
    try (OpenTelemetrySdk sdk =
        OpenTelemetrySdk.builder()
            .setTracerProvider(
                SdkTracerProvider.builder()
                    .setResource(resource)
                    .addSpanProcessor(BatchSpanProcessor.builder(spans).build())
                    .build())
            .setMeterProvider(
                SdkMeterProvider.builder()
                    .setResource(resource)
                    .registerMetricReader(
                        PeriodicMetricReader.builder(metrics)
                            .setInterval(Duration.ofHours(1))
                            .build())
                    .build())
            .setLoggerProvider(
                SdkLoggerProvider.builder()
                    .setResource(resource)
                    .addLogRecordProcessor(BatchLogRecordProcessor.builder(logs).build())
                    .build())
            .build()) {
      produce(sdk);
      sdk.getSdkTracerProvider().forceFlush().join(30, TimeUnit.SECONDS);
      sdk.getSdkMeterProvider().forceFlush().join(30, TimeUnit.SECONDS);
      sdk.getSdkLoggerProvider().forceFlush().join(30, TimeUnit.SECONDS);
    }
  }

  private static void produce(OpenTelemetrySdk sdk) {
    var tracer = sdk.getTracer("client", "1.2.3");
    Span parent =
        tracer
            .spanBuilder("parent")
            .setSpanKind(SpanKind.SERVER)
            .setAttribute("text", "grüße")
            .setAttribute("int", 9007199254740993L)
            .setAttribute("double", 0.5)
            .setAttribute("yes", true)
            .startSpan();
    try (var _ = parent.makeCurrent()) {
      parent.addEvent("happened", Attributes.of(AttributeKey.longKey("step"), 7L));
      sdk.getLogsBridge()
          .get("client")
          .logRecordBuilder()
          .setSeverity(Severity.WARN)
          .setBody("something odd")
          .emit();
      tracer.spanBuilder("child").startSpan().setStatus(StatusCode.ERROR, "no luck").end();
      Span thrower = tracer.spanBuilder("thrower").startSpan();
      thrower.recordException(new IllegalStateException("on purpose"));
      thrower.end();
    }
    parent.end();
    var meter = sdk.getMeter("client");
    meter.counterBuilder("requests").build().add(42);
    var latency = meter.histogramBuilder("latency").build();
    latency.record(1);
    latency.record(10);
    latency.record(20_000);
  }

  private static String receiver(int grpc, int http) {
    return """
    receivers:
      otlp:
        protocols:
          grpc: {endpoint: "127.0.0.1:%d"}
          http: {endpoint: "127.0.0.1:%d"}
    """
        .formatted(grpc, http);
  }

  private static String service(String processors, String exporters) {
    return """
    service:
      telemetry: {metrics: {level: none}}
      pipelines:
        traces: {receivers: [otlp], processors: PROCESSORS, exporters: EXPORTERS}
        metrics: {receivers: [otlp], processors: PROCESSORS, exporters: [HTTP]}
        logs: {receivers: [otlp], processors: PROCESSORS, exporters: EXPORTERS}
    """
        .replace("PROCESSORS", processors)
        .replace("[HTTP]", exporters.replace("otlp_grpc", "otlp_http"))
        .replace("EXPORTERS", exporters);
  }
}
