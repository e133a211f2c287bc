package dev.weir.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.collector.testkit.TestData;
import dev.weir.otlp.Signal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminationTest {
  @TempDir Path folder;
  private final int port = WeirProcess.freePort();

  /// A request that is acknowledged is delivered, however early the signal comes.
  @RepeatedTest(5)
  void sigtermAsSoonAsPortsAccept_deliversWhatWasAcknowledged() throws Exception {
    Path out = folder.resolve("out.json");
    String exporters =
        "exporters:\n  file: {path: %s}\nprocessors:\n  batch: {timeout: 30s}\n".formatted(out);
    try (WeirProcess weir =
        WeirProcess.startAndAwait(folder, configuration(exporters, "[batch]", "[file]"), port)) {
      int status = post();
      int exit = weir.terminate();

      assertThat(status).as(weir.err()).isEqualTo(200);
      assertThat(exit).as(weir.err()).isZero();
      assertThat(Files.readString(out)).contains("only-span");
    }
  }

  @Test
  void undeliverableItems_areCountedAndNamedAtTheEnd() throws Exception {
    String exporters =
        """
        exporters:
          otlp_grpc: {endpoint: "127.0.0.1:%d", tls: {insecure: true}}
        """
            .formatted(WeirProcess.freePort());
    Path config =
        Files.writeString(folder.resolve("c.yaml"), configuration(exporters, "[]", "[otlp_grpc]"));
    try (WeirProcess weir =
        WeirProcess.start(folder, "--config", config.toString(), "--shutdown-timeout", "500ms")) {
      weir.awaitPorts(port);
      assertThat(post()).isEqualTo(200);

      assertThat(weir.terminate()).isEqualTo(5);
      assertThat(weir.err()).contains("not delivered").contains("otlp_grpc").contains("1 ");
    }
  }

  /// The time for draining is long; a second signal says that nobody wants to wait for it.
  @Test
  void secondSignal_endsAtOnceAndNamesWhatIsLeft() throws Exception {
    String exporters =
        """
        exporters:
          otlp_grpc: {endpoint: "127.0.0.1:%d", tls: {insecure: true}}
        """
            .formatted(WeirProcess.freePort());
    Path config =
        Files.writeString(folder.resolve("c.yaml"), configuration(exporters, "[]", "[otlp_grpc]"));
    try (WeirProcess weir =
        WeirProcess.start(folder, "--config", config.toString(), "--shutdown-timeout", "10m")) {
      weir.awaitPorts(port);
      assertThat(post()).isEqualTo(200);

      weir.process().destroy();
      await().until(() -> weir.err().contains("Starting shutdown"));

      assertThat(weir.terminate()).as(weir.err()).isEqualTo(5);
      assertThat(weir.err()).contains("Told to end again", "not delivered: 1 spans", "otlp_grpc");
    }
  }

  private int post() throws Exception {
    byte[] body = TestData.spans(TestData.span("only-span", 1)).range().toByteArray();
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/v1/" + Signal.TRACES.key()))
            .header("Content-Type", "application/x-protobuf")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    }
  }

  private String configuration(String more, String processors, String exporters) {
    return """
    receivers:
      otlp: {protocols: {http: {endpoint: "127.0.0.1:%d"}}}
    %sservice:
      telemetry: {metrics: {level: none}}
      pipelines:
        traces: {receivers: [otlp], processors: %s, exporters: %s}
    """
        .formatted(port, more, processors, exporters);
  }
}
