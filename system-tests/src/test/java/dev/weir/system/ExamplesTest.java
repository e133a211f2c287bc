package dev.weir.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.testkit.GrpcPeer;
import dev.weir.collector.testkit.HttpPeer;
import dev.weir.collector.testkit.OtlpMessage;
import dev.weir.collector.testkit.TestData;
import dev.weir.otlp.Signal;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each file below `examples/` runs as it is: environment variables say where to listen and send,
/// telemetry goes in, and what comes out is looked at.
class ExamplesTest {
  private static final Path EXAMPLES = Path.of(System.getProperty("weir.root", ""), "examples");

  /// The files that the tests below run.
  private static final Set<String> RUN =
      Set.of(
          "agent-to-gateway/agent.yaml",
          "agent-to-gateway/gateway.yaml",
          "basic-tracing/collector.yaml",
          "component/collector.yaml",
          "multi-tenant-routing/collector.yaml",
          "otlp-to-jaeger/collector.yaml");

  private static final Resource SHOP = TestData.resource("shop");
  private static final ExportTraceServiceRequest SPAN =
      TestData.spansRequest(
          SHOP,
          TestData.span(
              "buy",
              1,
              TestData.attribute("user.email", "a@example.com"),
              TestData.attribute("http.request.header.authorization", "Bearer hush"),
              TestData.attribute("text", "x".repeat(1000))));
  private static final ExportLogsServiceRequest LOG =
      TestData.logsRequest(SHOP, TestData.log("bought"));
  private static final ExportMetricsServiceRequest POINT =
      (ExportMetricsServiceRequest) OtlpMessage.of(TestData.batch(Signal.METRICS, 1)).request();

  @TempDir Path folder;
  private final int grpc = WeirProcess.freePort();
  private final int http = WeirProcess.freePort();

  @Test
  void everyExample_isRunByATest() throws IOException {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.walk(EXAMPLES)) {
      files
          .filter(
              file -> file.toString().endsWith(".yaml") && !file.toString().contains("/target/"))
          .filter(file -> !file.toString().contains("/src/"))
          .forEach(file -> found.add(EXAMPLES.relativize(file).toString()));
    }
    assertThat(found).isEqualTo(new TreeSet<>(RUN));
  }

  @Test
  void basicTracing_deliversSpansAndAnswersHealthChecks() throws Exception {
    int health = WeirProcess.freePort();
    try (GrpcPeer tempo = GrpcPeer.start();
        WeirProcess weir =
            start(
                "basic-tracing/collector.yaml",
                Map.of("TEMPO_ENDPOINT", tempo.endpoint(), "HEALTH_PORT", health + ""))) {
      weir.awaitPorts(grpc, http, health);
      assertThat(status("http://localhost:" + health)).isEqualTo(200);
      OtlpSender.send(grpc, SPAN);

      assertThat(weir.terminate()).as(weir.err()).isZero();
      assertThat(tempo.arrivals()).hasSize(1);
      assertThat(tempo.arrivals().getFirst().message().request()).isEqualTo(SPAN);
    }
  }

  @Test
  void otlpToJaeger_deliversSpansAndPrintsEverything() throws Exception {
    try (GrpcPeer jaeger = GrpcPeer.start();
        WeirProcess weir =
            start("otlp-to-jaeger/collector.yaml", Map.of("JAEGER_ENDPOINT", jaeger.endpoint()))) {
      weir.awaitPorts(grpc);
      OtlpSender.send(grpc, SPAN);
      OtlpSender.send(grpc, LOG);
      OtlpSender.send(grpc, POINT);

      assertThat(weir.terminate()).as(weir.err()).isZero();
      assertThat(jaeger.arrivals()).hasSize(1);
      assertThat(jaeger.arrivals().getFirst().message().request()).isEqualTo(SPAN);
      assertThat(weir.err()).contains("Name           : buy", "Body: Str(bought)", "Metric #0");
    }
  }

  @Test
  void agentToGateway_removesSecretsAndKeepsACopy() throws Exception {
    int gatewayPort = WeirProcess.freePort();
    Path archive = folder.resolve("archive.jsonl");
    X509Bundle certificate =
        new CertificateBuilder()
            .subject("CN=localhost")
            .addSanDnsName("localhost")
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    String pem = write("gateway.crt", certificate.getCertificatePEM());
    try (HttpPeer backend = HttpPeer.start();
        WeirProcess gateway =
            start(
                "agent-to-gateway/gateway.yaml",
                Map.of(
                    "GRPC_PORT", gatewayPort + "",
                    "GATEWAY_CERT", pem,
                    "GATEWAY_KEY", write("gateway.key", certificate.getPrivateKeyPEM()),
                    "BACKEND", backend.url(),
                    "ARCHIVE", archive.toString()));
        WeirProcess agent =
            start(
                "agent-to-gateway/agent.yaml",
                Map.of(
                    "GATEWAY",
                    "localhost:" + gatewayPort,
                    "GATEWAY_CA",
                    pem,
                    "HOSTNAME",
                    "till-1"))) {
      gateway.awaitPorts(gatewayPort);
      agent.awaitPorts(grpc, http);
      OtlpSender.send(grpc, SPAN);
      OtlpSender.send(grpc, LOG);
      OtlpSender.send(grpc, POINT);

      assertThat(agent.terminate()).as(agent.err()).isZero();
      assertThat(gateway.terminate()).as(gateway.err()).isZero();
      assertArchived(archive);
      assertThat(backend.requests().stream().map(HttpPeer.Request::target))
          .containsExactlyInAnyOrder("/v1/traces", "/v1/metrics", "/v1/logs");
    }
  }

  @Test
  void ownComponent_shortensValues() throws Exception {
    Path plugins = EXAMPLES.resolve("component/target");
    try (WeirProcess weir =
        start("component/collector.yaml", Map.of("WEIR_PLUGINS", plugins.toString()))) {
      weir.awaitPorts(grpc, http);
      OtlpSender.send(grpc, SPAN);
      OtlpSender.send(grpc, LOG);

      Awaitility.await()
          .untilAsserted(() -> assertThat(weir.err()).contains("Body: Str(bought)", "text: Str(x"));
      assertThat(weir.terminate()).as(weir.err()).isZero();
      assertThat(weir.err()).contains("x".repeat(256)).doesNotContain("x".repeat(257));
    }
  }

  @Test
  void multiTenantRouting_sendsEachTenantToItsBackEnd() throws Exception {
    try (GrpcPeer alpha = GrpcPeer.start();
        GrpcPeer beta = GrpcPeer.start();
        GrpcPeer shared = GrpcPeer.start();
        WeirProcess weir =
            start(
                "multi-tenant-routing/collector.yaml",
                Map.of(
                    "ALPHA_ENDPOINT", alpha.endpoint(),
                    "BETA_ENDPOINT", beta.endpoint(),
                    "DEFAULT_ENDPOINT", shared.endpoint()))) {
      weir.awaitPorts(grpc);
      OtlpSender.send(grpc, ofTenant("team-alpha"));
      OtlpSender.send(grpc, ofTenant("team-beta"));
      OtlpSender.send(grpc, ofTenant("team-gamma"));

      assertThat(weir.terminate()).as(weir.err()).isZero();
      assertThat(alpha.arrivals().getFirst().message().request()).isEqualTo(routed("team-alpha"));
      assertThat(beta.arrivals().getFirst().message().request()).isEqualTo(routed("team-beta"));
      assertThat(shared.arrivals().getFirst().message().request()).isEqualTo(routed("team-gamma"));
    }
  }

  /// A span to keep, one to strip and one to drop.
  private static ExportTraceServiceRequest ofTenant(String tenant) {
    return TestData.spansRequest(
        TestData.resource("shop", TestData.attribute("tenant.id", tenant)),
        TestData.span("keep", 1),
        TestData.span("strip", 2, TestData.attribute("db.statement", "SELECT secret")),
        TestData.span("drop", 3, TestData.attribute("http.route", "/healthz")));
  }

  private static ExportTraceServiceRequest routed(String tenant) {
    return TestData.spansRequest(
        TestData.resource(
            "shop",
            TestData.attribute("tenant.id", tenant),
            TestData.attribute("deployment.environment", "production")),
        TestData.span("keep", 1),
        TestData.span("strip", 2));
  }

  private static void assertArchived(Path archive) throws Exception {
    Telemetry.Arrived arrived = Telemetry.read(Files.readAllLines(archive));
    assertThat(arrived.spans()).containsOnlyKeys("buy");
    assertThat(arrived.metrics()).hasSize(1);
    assertThat(arrived.logs()).hasSize(1);
    assertThat(arrived.resource()).containsEntry("host.name", "till-1");
    assertThat(
            arrived.span("buy").getAttributesList().stream()
                .collect(
                    Collectors.toMap(KeyValue::getKey, pair -> pair.getValue().getStringValue())))
        .doesNotContainKey("http.request.header.authorization")
        .containsEntry("text", "x".repeat(1000))
        .hasEntrySatisfying("user.email", hash -> assertThat(hash).matches("[0-9a-f]{64}"));
  }

  /// Starts an example on free ports, without metrics of its own, whose port all share.
  private WeirProcess start(String example, Map<String, String> environment) throws IOException {
    Map<String, String> all = new HashMap<>();
    all.put("GRPC_PORT", grpc + "");
    all.put("HTTP_PORT", http + "");
    all.putAll(environment);
    return WeirProcess.start(
        folder,
        all,
        "--config",
        EXAMPLES.resolve(example).toString(),
        "--set",
        "service.telemetry.metrics.level=none");
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static int status(String url) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
          .statusCode();
    }
  }
}
