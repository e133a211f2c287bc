package dev.weir.collector.engine.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpServer;
import dev.weir.collector.api.Deadline;
import dev.weir.collector.api.Log;
import dev.weir.collector.api.Secret;
import dev.weir.collector.api.StartException;
import dev.weir.collector.engine.config.MetricsConfig;
import dev.weir.collector.engine.config.MetricsConfig.Periodic;
import dev.weir.collector.engine.config.MetricsConfig.PushExporter;
import dev.weir.collector.engine.config.MetricsConfig.Reader;
import dev.weir.collector.engine.config.TelemetryOtlp;
import dev.weir.collector.helper.grpc.GrpcHandler;
import dev.weir.collector.helper.grpc.GrpcRequest;
import dev.weir.collector.helper.grpc.GrpcServer;
import dev.weir.collector.helper.grpc.GrpcServerConfig;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestLog;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MetricReadersTest {
  private static final int NEVER = 3_600_000;

  private final MetricRegistry registry = new MetricRegistry();
  private final TestContext context = new TestContext();
  private final TestLog log = context.log();
  private final ConcurrentLinkedQueue<Post> posts = new ConcurrentLinkedQueue<>();
  private volatile int answer = 200;
  private HttpServer backend;

  private record Post(String path, @Nullable String token, ByteString body) {}

  @BeforeEach
  void startBackend() throws IOException {
    backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    backend.createContext(
        "/",
        exchange -> {
          try (exchange;
              InputStream body = new GZIPInputStream(exchange.getRequestBody())) {
            String token = exchange.getRequestHeaders().getFirst("x-token");
            posts.add(
                new Post(exchange.getRequestURI().getPath(), token, ByteString.readFrom(body)));
            exchange.sendResponseHeaders(answer, -1);
          }
        });
    backend.start();
  }

  @AfterEach
  void stopBackend() {
    backend.stop(0);
  }

  @Test
  void periodicOtlp_pushesAtItsIntervalAndAtTheEnd() throws IOException {
    registry.counter("otelcol_test", "help", "", Map.of()).add(3);
    MetricReaders readers = open(periodic(10, otlp(endpoint(), "http/protobuf")));
    await().until(() -> posts.size() >= 2);
    readers.close();
    int before = posts.size();

    Post last = posts.stream().skip(before - 1L).findFirst().orElseThrow();
    assertThat(last.path()).isEqualTo("/v1/metrics");
    assertThat(last.token()).isEqualTo("t");
    assertThat(
            ExportMetricsServiceRequest.parseFrom(last.body())
                .getResourceMetrics(0)
                .getScopeMetrics(0)
                .getMetricsList())
        .extracting(Metric::getName)
        .contains("otelcol_test", "otelcol_process_uptime", "jvm.memory.used");
  }

  @Test
  void closedBeforeTheFirstInterval_pushesOnce() {
    open(periodic(NEVER, otlp(endpoint() + "/own/path", "http/protobuf"))).close();

    assertThat(posts).extracting(Post::path).containsExactly("/own/path");
  }

  @Test
  void backendThatRefuses_isWarnedOf() {
    answer = 503;
    open(periodic(NEVER, otlp(endpoint(), "http/protobuf"))).close();

    assertThat(warnings()).anyMatch(line -> line.contains("Cannot send the collector's own"));
  }

  @Test
  void endpointThatIsNone_failsTheStart() {
    assertThatThrownBy(() -> open(periodic(NEVER, otlp("ftp://x", "http/protobuf"))))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("endpoint: \"ftp://x\" (expected: such as http://localhost:4318)");
  }

  @Test
  void periodicOtlpOverGrpc_pushesToTheMethodOfMetrics() throws IOException {
    registry.counter("otelcol_test", "help", "", Map.of()).add(3);
    ConcurrentLinkedQueue<GrpcRequest> requests = new ConcurrentLinkedQueue<>();
    GrpcServer server =
        new GrpcServer(
            GrpcServerConfig.defaults("localhost:0", 0),
            List.of(new Recording(requests)),
            context,
            "test");
    server.start();
    try {
      int port = ((InetSocketAddress) server.address()).getPort();
      open(periodic(NEVER, otlp("http://localhost:" + port, "grpc"))).close();
    } finally {
      server.shutdown(Deadline.after(Duration.ofSeconds(1)));
    }

    assertThat(warnings()).isEmpty();
    byte[] message = requests.element().message().toByteArray();
    assertThat(
            ExportMetricsServiceRequest.parseFrom(message)
                .getResourceMetrics(0)
                .getScopeMetrics(0)
                .getMetricsList())
        .extracting(Metric::getName)
        .contains("otelcol_test");
  }

  private record Recording(ConcurrentLinkedQueue<GrpcRequest> requests) implements GrpcHandler {
    @Override
    public String method() {
      return "opentelemetry.proto.collector.metrics.v1.MetricsService/Export";
    }

    @Override
    public boolean mayBlock() {
      return true;
    }

    @Override
    public byte[] handle(GrpcRequest request) {
      requests.add(request);
      return new byte[0];
    }
  }

  private List<String> warnings() {
    return log.messages(Log.Level.WARN);
  }

  private String endpoint() {
    return "http://localhost:" + backend.getAddress().getPort();
  }

  private MetricReaders open(Reader reader) {
    var config = new MetricsConfig(MetricsConfig.Level.NORMAL, List.of(reader), null);
    return MetricReaders.open(config, registry, Map.of("service.name", "weir"), context);
  }

  private static Reader periodic(int interval, TelemetryOtlp otlp) {
    return new Reader(new Periodic(interval, 5000, new PushExporter(null, otlp)), null, List.of());
  }

  private static TelemetryOtlp otlp(String endpoint, String protocol) {
    return new TelemetryOtlp(
        endpoint,
        protocol,
        null,
        null,
        null,
        "gzip",
        List.of(new TelemetryOtlp.Header("x-token", new Secret("t"))),
        null,
        null,
        null,
        null,
        null);
  }
}
