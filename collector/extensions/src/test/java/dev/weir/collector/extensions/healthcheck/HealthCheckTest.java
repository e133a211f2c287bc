package dev.weir.collector.extensions.healthcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.collector.api.Deadline;
import dev.weir.collector.api.Health.Phase;
import dev.weir.collector.api.StartException;
import dev.weir.collector.api.Status;
import dev.weir.collector.extensions.healthcheck.HealthCheckConfig.CheckCollectorPipeline;
import dev.weir.collector.extensions.healthcheck.HealthCheckConfig.ComponentHealth;
import dev.weir.collector.extensions.healthcheck.HealthCheckConfig.Page;
import dev.weir.collector.extensions.healthcheck.HealthCheckConfig.ResponseBody;
import dev.weir.collector.extensions.healthcheck.HealthCheckConfig.StatusServer;
import dev.weir.collector.helper.http.HttpServerConfig;
import dev.weir.collector.testkit.ExtensionContract;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestHealth;
import dev.weir.collector.testkit.TestProblems;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class HealthCheckTest extends ExtensionContract<HealthCheckConfig> {
  private final TestContext context = new TestContext("health_check");
  private final TestHealth health = context.health();
  private final HttpClient client = HttpClient.newHttpClient();
  private @Nullable HealthCheck running;

  HealthCheckTest() {
    super(new HealthCheckFactory());
  }

  @Override
  protected HealthCheckConfig config() {
    return probes("/", "/ready", null);
  }

  @AfterEach
  void stop() {
    if (running != null) {
      running.shutdown(Deadline.after(Duration.ofSeconds(5)));
    }
    client.close();
  }

  @Test
  void running_isAvailableInTheWordsOfTheGoCollector() throws Exception {
    start(probes("/", "/ready", null));

    HttpResponse<String> answer = get("/");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    assertThat(answer.body())
        .matches(
            "\\{\"status\":\"Server available\",\"upSince\":\"20[0-9T:.-]+Z\","
                + "\"uptime\":\"[0-9.]+s\"\\}");
    assertThat(get("/any/other/path?x").body()).contains("Server available");
    assertThat(post("/", "body").statusCode()).isEqualTo(200);
  }

  @Test
  void startingAndStopping_areNotAvailable() throws Exception {
    health.phase(Phase.STARTING);
    start(probes("/", "/ready", null));
    assertThat(get("/").statusCode()).isEqualTo(503);
    assertThat(get("/").body())
        .isEqualTo(
            "{\"status\":\"Server not available\",\"upSince\":\"0001-01-01T00:00:00Z\","
                + "\"uptime\":\"\"}");

    health.phase(Phase.RUNNING);
    assertThat(get("/").statusCode()).isEqualTo(200);

    health.phase(Phase.STOPPING);
    assertThat(get("/").statusCode()).isEqualTo(503);
  }

  @Test
  void ownPathAndTexts_areUsed() throws Exception {
    start(probes("/health", "/ready", new ResponseBody("I am well", "I am not")));

    assertThat(get("/health").body()).isEqualTo("I am well");
    assertThat(get("/health").headers().firstValue("content-type"))
        .contains("text/plain; charset=utf-8");
    assertThat(get("/").statusCode()).isEqualTo(404);
    assertThat(get("/health/x").statusCode()).isEqualTo(404);
    health.phase(Phase.STOPPING);
    assertThat(get("/health").body()).isEqualTo("I am not");
  }

  @Test
  void overload_isNotReadyButAlive() throws Exception {
    start(probes("/", "/ready", null));
    assertThat(get("/ready").statusCode()).isEqualTo(200);
    assertThat(get("/ready").body()).isEqualTo("{\"status\":\"ready\"}");

    health.reasonsNotReady("memory limit reached", "processor:batch: worker \"1\" died");

    assertThat(get("/ready").statusCode()).isEqualTo(503);
    assertThat(get("/ready").body())
        .isEqualTo(
            "{\"status\":\"not ready\",\"reasons\":[\"memory limit reached\","
                + "\"processor:batch: worker \\\"1\\\" died\"]}");
    assertThat(get("/").statusCode()).isEqualTo(200);
    health.reasonsNotReady(new String[0]);
    assertThat(get("/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void startingStoppingAndFatal_areNotReady() throws Exception {
    start(probes("/", "/ok", null));
    health.phase(Phase.STARTING);
    assertThat(get("/ok").body()).contains("\"reasons\":[\"starting\"]");
    health.phase(Phase.STOPPING);
    assertThat(get("/ok").body()).contains("\"reasons\":[\"stopping\"]");

    health.phase(Phase.RUNNING);
    health.component("exporter:x", status(Status.Level.FATAL_ERROR, "disk is gone"));
    assertThat(get("/ok").body()).contains("[\"exporter:x: disk is gone\"]");
  }

  @Test
  void readiness_canBeSwitchedOff() throws Exception {
    start(probes("/live", "", null));

    assertThat(get("/ready").statusCode()).isEqualTo(404);
  }

  @Test
  void portInUse_failsTheStartWithTheSetting() throws IOException {
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress("localhost", 0));
      HealthCheckConfig config = probes("localhost:" + taken.getLocalPort(), "/", "/ready", null);

      assertThatThrownBy(() -> new HealthCheck(config, context).start())
          .isInstanceOf(StartException.class)
          .hasMessageContaining(String.valueOf(taken.getLocalPort()))
          .hasMessageContaining("extensions::health_check::endpoint");
    }
  }

  @Test
  void v2_answersTheWorstOfAllComponents() throws Exception {
    start(statuses(null));
    health.component("extension:health_check", status(Status.Level.OK, ""));
    assertThat(get("/status").statusCode()).isEqualTo(200);
    assertThat(get("/status").body())
        .matches(
            "\\{\"start_time\":\"[^\"]+\",\"healthy\":true,\"status\":\"StatusOK\","
                + "\"status_time\":\"[^\"]+\",\"attributes\":\\{\\}\\}");

    health.component("extension:x", status(Status.Level.FATAL_ERROR, "gone"));

    assertThat(get("/status").statusCode()).isEqualTo(500);
    assertThat(get("/status").body())
        .contains("\"healthy\":false,\"status\":\"StatusFatalError\",\"error\":\"gone\"");
    assertThat(get("/status?verbose").body())
        .contains("\"components\":{\"extensions\":{\"healthy\":false,")
        .contains("\"extension:health_check\":{\"healthy\":true,\"status\":\"StatusOK\",");
    assertThat(get("/").statusCode()).isEqualTo(404);
  }

  @Test
  void v2_answersForOnePipeline() throws Exception {
    start(statuses(null));
    health.component("exporter:x", status(Status.Level.RECOVERABLE_ERROR, "down"));
    health.component("receiver:otlp", status(Status.Level.OK, ""));
    health.pipeline("traces/a", "receiver:otlp", "exporter:x");
    health.pipeline("logs", "receiver:otlp");

    assertThat(get("/status?pipeline=traces%2Fa").body())
        .contains("\"healthy\":true,\"status\":\"StatusRecoverableError\",\"error\":\"down\"");
    assertThat(get("/status?pipeline=logs&verbose").body())
        .contains("\"status\":\"StatusOK\"")
        .contains("\"components\":{\"receiver:otlp\":{");
    assertThat(get("/status?pipeline=nope").statusCode()).isEqualTo(404);
  }

  @Test
  void v2_errorsCountWhenTheUserSaysSo() throws Exception {
    start(statuses(new ComponentHealth(true, true, Duration.ofHours(1))));
    health.component("extension:a", status(Status.Level.RECOVERABLE_ERROR, "young"));
    assertThat(get("/status").statusCode()).isEqualTo(200);

    Instant old = Instant.now().minus(Duration.ofHours(2));
    health.component("extension:a", new Status(Status.Level.RECOVERABLE_ERROR, "old", old));
    assertThat(get("/status").statusCode()).isEqualTo(500);

    health.component("extension:a", status(Status.Level.PERMANENT_ERROR, "p"));
    assertThat(get("/status").statusCode()).isEqualTo(500);
    health.phase(Phase.STOPPING);
    assertThat(get("/status").statusCode()).isEqualTo(503);
  }

  @Test
  void settingsThatCannotWork_areReported() {
    assertThat(TestProblems.of(probes("health", "ready", null)).messages())
        .containsExactly(
            "path: health (expected: a path that begins with /)",
            "readiness_path: ready (expected: a path that begins with /)");
    assertThat(TestProblems.of(probes("/x", "/x", null)).settings())
        .containsExactly("readiness_path");
    assertThat(TestProblems.of(statuses(null, null)).settings()).containsExactly("http");
  }

  @Test
  void uptime_isWrittenAsGoDoes() {
    assertThat(Uptime.text(Duration.ofNanos(3_970_589_107L))).isEqualTo("3.970589107s");
    assertThat(Uptime.text(Duration.ofSeconds(65))).isEqualTo("1m5s");
    assertThat(Uptime.text(Duration.ofMillis(7_200_100))).isEqualTo("2h0m0.1s");
    assertThat(Uptime.text(Duration.ofHours(50))).isEqualTo("50h0m0s");
  }

  private void start(HealthCheckConfig config) {
    running = (HealthCheck) factory.create(config, context);
    running.start();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return client.send(
        request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    var address = (InetSocketAddress) Objects.requireNonNull(running).address();
    return HttpRequest.newBuilder(URI.create("http://localhost:" + address.getPort() + path));
  }

  private static Status status(Status.Level level, String reason) {
    return new Status(level, reason, Instant.now());
  }

  private static HealthCheckConfig probes(
      String path, String readinessPath, @Nullable ResponseBody texts) {
    return probes("localhost:0", path, readinessPath, texts);
  }

  private static HealthCheckConfig probes(
      String endpoint, String path, String readinessPath, @Nullable ResponseBody texts) {
    return new HealthCheckConfig(
        HttpServerConfig.defaults(endpoint),
        path,
        readinessPath,
        texts,
        CheckCollectorPipeline.defaults(),
        false,
        null,
        null,
        null);
  }

  private static HealthCheckConfig statuses(@Nullable ComponentHealth counted) {
    StatusServer server =
        new StatusServer(
            HttpServerConfig.defaults("localhost:0"),
            new Page(true, "/status", false),
            Page.defaults());
    return statuses(server, counted);
  }

  private static HealthCheckConfig statuses(
      @Nullable StatusServer server, @Nullable ComponentHealth counted) {
    return new HealthCheckConfig(
        HttpServerConfig.defaults("localhost:0"),
        "/",
        "/ready",
        null,
        CheckCollectorPipeline.defaults(),
        true,
        server,
        null,
        counted);
  }
}
