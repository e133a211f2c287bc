package dev.weir.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A configuration that ends in the store runs the query service, and data survive a restart.
class StoreAndQueryTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  @TempDir Path folder;
  private final int otlp = WeirProcess.freePort();
  private final int ui = WeirProcess.freePort();

  private WeirProcess start(String... more) throws IOException {
    Path config = folder.resolve("config.yaml");
    Files.writeString(
        config,
        """
        receivers:
          otlp: {protocols: {http: {endpoint: "127.0.0.1:%d"}}}
        exporters:
          store: {acknowledge: received}
        service:
          telemetry: {metrics: {level: none}}
          pipelines:
            traces: {receivers: [otlp], exporters: [store]}
        """
            .formatted(otlp));
    String[] arguments = new String[more.length + 4];
    arguments[0] = "--config";
    arguments[1] = config.toString();
    arguments[2] = "--ui";
    arguments[3] = "127.0.0.1:" + ui;
    System.arraycopy(more, 0, arguments, 4, more.length);
    WeirProcess weir = WeirProcess.start(folder, arguments);
    weir.awaitPorts(otlp, ui);
    return weir;
  }

  @Test
  void whatWasSent_isFoundAtOnceAndAfterARestart() throws Exception {
    String data = folder.resolve("data").toString();
    try (WeirProcess weir = start("--data", data)) {
      send();
      await()
          .untilAsserted(
              () -> assertThat(get("/api/v1/traces?q=name%3D%22buy%22")).contains(TRACE));
      assertThat(get("/api/v1/pipelines")).contains("exporter:store@traces");
      assertThat(weir.terminate()).isZero();
    }
    try (WeirProcess weir = start("--data", data)) {
      assertThat(get("/api/v1/traces/" + TRACE + "?format=otlp")).contains("buy");
      assertThat(weir.terminate()).isZero();
    }
  }

  @Test
  void ephemeralData_areFoundAndLeaveNoFiles() throws Exception {
    try (WeirProcess weir = start("--ephemeral")) {
      send();
      await().untilAsserted(() -> assertThat(get("/api/v1/traces")).contains(TRACE));
      assertThat(get("/api/v1/stats")).contains("\"directory\":null");
      assertThat(weir.terminate()).isZero();
    }
  }

  private void send() throws IOException, InterruptedException {
    long now = System.currentTimeMillis() * 1_000_000;
    String spans =
        """
        {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"cart"}}]},
        "scopeSpans":[{"spans":[{"traceId":"%s","spanId":"b7ad6b7169203331","name":"buy","kind":2,
        "startTimeUnixNano":"%d","endTimeUnixNano":"%d"}]}]}]}
        """
            .formatted(TRACE, now - 1_000_000, now);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + otlp + "/v1/traces"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(spans))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }
  }

  private String get(String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ui + path)).build();
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }
}
