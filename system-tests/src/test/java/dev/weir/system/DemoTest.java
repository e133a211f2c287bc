package dev.weir.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a newcomer runs first.
class DemoTest {
  @TempDir Path folder;
  private final int ui = WeirProcess.freePort();

  private WeirProcess start(String... arguments) throws IOException {
    Map<String, String> ports =
        Map.of(
            "GRPC_PORT", WeirProcess.freePort() + "",
            "HTTP_PORT", WeirProcess.freePort() + "",
            "HEALTH_PORT", WeirProcess.freePort() + "",
            "METRICS_PORT", WeirProcess.freePort() + "",
            "WEIR_UI", "localhost:" + ui);
    return WeirProcess.start(folder, ports, arguments);
  }

  @Test
  void demo_showsAllSignalsAndEndsCleanlyWithCtrlC() throws Exception {
    try (WeirProcess weir = start("demo", "--data", folder.resolve("data").toString())) {
      weir.awaitPorts(ui);
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> {
            assertThat(get("/api/v1/services")).contains("frontend", "payment", "recommendation");
            assertThat(get("/api/v1/logs")).contains("\"body\"");
            assertThat(get("/api/v1/metrics")).contains("http.server.request.duration");
          });
      new ProcessBuilder("kill", "-INT", Long.toString(weir.pid())).start().waitFor();

      assertThat(weir.awaitExit()).as(weir.err()).isZero();
      assertThat(weir.err())
          .contains("http://localhost:" + ui)
          .doesNotContain("not taken", "not delivered", "did not stop", "Exception", "error:");
    }
  }

  /// Ctrl-C while the history is on its way is no failure either.
  @Test
  void demo_endedAtOnce_saysNothingOfTelemetryThatWasNotTaken() throws Exception {
    try (WeirProcess weir = start("demo", "--rate", "200")) {
      await().until(() -> weir.err().contains("Ctrl-C ends it"));
      new ProcessBuilder("kill", "-INT", Long.toString(weir.pid())).start().waitFor();

      assertThat(weir.awaitExit()).as(weir.err()).isZero();
      assertThat(weir.err()).doesNotContain("not taken", "Exception", "error:");
    }
  }

  private String get(String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + ui + path)).build();
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }
}
