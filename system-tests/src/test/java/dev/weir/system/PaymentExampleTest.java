package dev.weir.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `examples/payment` sends what it says, and Weir keeps it joined: spans, log records, metrics.
class PaymentExampleTest {
  private static final Path JAR =
      Path.of(System.getProperty("weir.root", ""), "examples/payment/target/payment.jar");
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String CALLER = "b7ad6b7169203331";
  private static final Pattern SPAN_ID = Pattern.compile("\"spanId\":\"([0-9a-f]{16})\"");

  @TempDir Path folder;
  private final int otlp = WeirProcess.freePort();
  private final int ui = WeirProcess.freePort();
  private final int port = WeirProcess.freePort();
  private final HttpClient client = HttpClient.newHttpClient();
  private WeirProcess weir;
  private Process payment;

  @BeforeEach
  void start() throws IOException {
    weir =
        WeirProcess.start(
            folder,
            "--ephemeral",
            "--ui",
            "127.0.0.1:" + ui,
            "--config",
            """
            yaml:
            receivers: {otlp: {protocols: {http: {endpoint: "127.0.0.1:%d"}}}}
            exporters: {store: {acknowledge: received}}
            service:
              telemetry: {metrics: {level: none}}
              pipelines:
                traces: {receivers: [otlp], exporters: [store]}
                metrics: {receivers: [otlp], exporters: [store]}
                logs: {receivers: [otlp], exporters: [store]}
            """
                .formatted(otlp));
    weir.awaitPorts(otlp, ui);
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-jar",
            JAR.toString(),
            port + "");
    builder
        .environment()
        .putAll(
            Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + otlp,
                "OTEL_BSP_SCHEDULE_DELAY", "100",
                "OTEL_BLRP_SCHEDULE_DELAY", "100",
                "OTEL_METRIC_EXPORT_INTERVAL", "500"));
    payment = builder.redirectErrorStream(true).redirectOutput(log().toFile()).start();
  }

  @AfterEach
  void stop() {
    payment.destroyForcibly().onExit().join();
    weir.close();
    client.close();
  }

  @Test
  void aPayment_isKeptAsSpansBelowItsCallerWithItsLogRecordAndMetrics() throws Exception {
    assertThat(pay("visa")).isEqualTo(200);

    Map<String, Span> spans = spans("POST /payments", "pay", "authorize", "book");
    assertThat(parent(named(spans, "POST /payments"))).isEqualTo(CALLER);
    assertThat(parent(named(spans, "pay"))).isEqualTo(id(named(spans, "POST /payments")));
    assertThat(parent(named(spans, "authorize"))).isEqualTo(id(named(spans, "pay")));
    assertThat(parent(named(spans, "book"))).isEqualTo(id(named(spans, "pay")));
    assertThat(named(spans, "POST /payments").getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
    assertThat(named(spans, "authorize").getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
    awaitRecord(named(spans, "pay"), "INFO", "paid 12.5 euros by visa");
    await()
        .untilAsserted(() ->
            assertThat(get("/api/v1/metrics"))
                .contains(
                    "\"name\":\"payments\"", "\"name\":\"payment.duration\"", "\"histogram\""));
  }

  @Test
  void aBankThatDoesNotAnswer_isKeptAsAnExceptionWithItsLogRecord() throws Exception {
    assertThat(pay("broken")).isEqualTo(502);

    Map<String, Span> spans = spans("POST /payments", "pay", "authorize");
    Span authorize = named(spans, "authorize");
    assertThat(authorize.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
    assertThat(authorize.getEvents(0).getName()).isEqualTo("exception");
    awaitRecord(named(spans, "pay"), "ERROR", "payment failed");
  }

  /// Pays as a caller who is traced, once the service listens; returns the response's status.
  private int pay(String card) throws IOException, InterruptedException {
    await()
        .failFast("the example ended", () -> assertThat(payment.isAlive()).isTrue())
        .until(() -> WeirProcess.accepts(port));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/payments"))
            .header("traceparent", "00-" + TRACE + "-" + CALLER + "-01")
            .POST(BodyPublishers.ofString("order=1&amount=12.5&card=" + card))
            .build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }

  /// The spans of the trace by name, as soon as they are these.
  private Map<String, Span> spans(String... names) throws IOException, InterruptedException {
    await().untilAsserted(() -> assertThat(spans().keySet()).containsExactlyInAnyOrder(names));
    return spans();
  }

  private Map<String, Span> spans() throws IOException, InterruptedException {
    URI uri = URI.create(api("/api/v1/traces/" + TRACE + "?format=protobuf"));
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    var response = client.send(request, BodyHandlers.ofByteArray());
    if (response.statusCode() == 404) {
      return Map.of();
    }
    return TracesData.parseFrom(response.body()).getResourceSpansList().stream()
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .collect(Collectors.toMap(Span::getName, Function.identity()));
  }

  private void awaitRecord(Span span, String severity, String body) {
    await()
        .untilAsserted(() -> {
          String records = get("/api/v1/traces/" + TRACE + "/logs");
          assertThat(records).contains(severity, body);
          assertThat(SPAN_ID.matcher(records).results().map(PaymentExampleTest::group))
              .containsExactly(id(span));
        });
  }

  private String get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(api(path))).build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  private String api(String path) {
    return "http://127.0.0.1:" + ui + path;
  }

  private Path log() {
    return folder.resolve("payment.log");
  }

  private static String group(MatchResult match) {
    return match.group(1);
  }

  private static Span named(Map<String, Span> spans, String name) {
    return Objects.requireNonNull(spans.get(name), name);
  }

  private static String id(Span span) {
    return HexFormat.of().formatHex(span.getSpanId().toByteArray());
  }

  private static String parent(Span span) {
    return HexFormat.of().formatHex(span.getParentSpanId().toByteArray());
  }
}
