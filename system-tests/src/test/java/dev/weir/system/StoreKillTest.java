package dev.weir.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A Weir whose `store` exporter answers what is committed is killed while several clients send, as
/// often as the system property `weir.kills` says. Every span that was acknowledged is there after
/// the next start.
class StoreKillTest {
  private static final int KILLS = Integer.getInteger("weir.kills", 2);
  private static final int CLIENTS = 8;

  @TempDir Path folder;
  private final int otlp = WeirProcess.freePort();
  private final int ui = WeirProcess.freePort();
  private final AtomicInteger next = new AtomicInteger();
  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();

  @Test
  void aKilledCollector_hasEverySpanThatItAcknowledged() throws Exception {
    Random random = new Random(3);
    for (int kill = 0; kill < KILLS; kill++) {
      int enough = acknowledged.size() + 50 + random.nextInt(400);
      try (WeirProcess weir = start()) {
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
          clients.add(Thread.ofVirtual().start(this::sendUntilItFails));
        }
        await().atMost(java.time.Duration.ofMinutes(1)).until(() -> acknowledged.size() >= enough);
        weir.process().destroyForcibly().waitFor();
        for (Thread client : clients) {
          client.join();
        }
      }
      checkAll();
    }
    assertThat(acknowledged.size()).isGreaterThan(50 * KILLS);
  }

  private void checkAll() throws Exception {
    try (WeirProcess weir = start();
        HttpClient client = HttpClient.newHttpClient()) {
      for (String trace : acknowledged) {
        URI uri = URI.create("http://127.0.0.1:" + ui + "/api/v1/traces/" + trace + "?format=otlp");
        HttpResponse<String> answer =
            client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(trace).isEqualTo(200);
        assertThat(answer.body()).as(trace).contains("kept");
      }
      assertThat(weir.err()).doesNotContain("set aside");
      weir.process().destroyForcibly().waitFor();
    }
  }

  private void sendUntilItFails() {
    URI uri = URI.create("http://127.0.0.1:" + otlp + "/v1/traces");
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (true) {
        String trace = "%032x".formatted(next.incrementAndGet());
        HttpRequest request =
            HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(span(trace)))
                .build();
        if (client.send(request, BodyHandlers.ofString()).statusCode() == 200) {
          acknowledged.add(trace);
        }
      }
    } catch (IOException | InterruptedException e) {
      // The collector has been killed.
    }
  }

  private static String span(String trace) {
    long now = System.currentTimeMillis() * 1_000_000;
    return """
    {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"%s","spanId":"b7ad6b7169203331","name":"kept",
    "startTimeUnixNano":"%d","endTimeUnixNano":"%d"}]}]}]}
    """
        .formatted(trace, now - 1_000_000, now);
  }

  private WeirProcess start() throws IOException {
    WeirProcess weir =
        WeirProcess.start(
            folder,
            "--config",
            """
            yaml:
            receivers:
              otlp: {protocols: {http: {endpoint: "127.0.0.1:%d"}}}
            exporters:
              store: {directory: "%s", acknowledge: committed}
            service:
              telemetry: {metrics: {level: none}}
              pipelines:
                traces: {receivers: [otlp], exporters: [store]}
            """
                .formatted(otlp, folder.resolve("data"))
                .stripTrailing(),
            "--ui",
            "127.0.0.1:" + ui);
    weir.awaitPorts(otlp, ui);
    return weir;
  }
}
