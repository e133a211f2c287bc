package dev.weir.collector.app.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Sends the shop's telemetry at a bounded rate: first some minutes of history, then what happens
/// now. One thread uses it.
public final class DemoTraffic implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(500);
  private static final Duration METRICS_EVERY = Duration.ofSeconds(10);
  private static final int HISTORY_BATCH = 60;

  private final URI endpoint;
  private final double rate;
  private final Clock clock;
  private final RandomGenerator random;
  private final DemoShop shop;
  private final DemoMetrics metrics;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /// @param endpoint of OTLP over HTTP, such as `http://localhost:4318`
  /// @param rate traces a second
  /// @param history how far back the metrics begin
  /// @param seed makes the same telemetry again
  public DemoTraffic(URI endpoint, double rate, Duration history, Clock clock, long seed) {
    this.endpoint = endpoint;
    this.rate = rate;
    this.clock = clock;
    random = new SplittableRandom(seed);
    shop = new DemoShop(random);
    metrics = new DemoMetrics(nanos(clock.instant().minus(history)), random);
  }

  /// Sends what would have happened in the time before now.
  ///
  /// @throws IOException when it is not taken
  public void history(Duration length) throws IOException, InterruptedException {
    Instant now = clock.instant();
    Instant nextMetrics = now.minus(length);
    List<DemoTrace> traces = new ArrayList<>();
    for (Instant t = now.minus(length); t.isBefore(now); t = t.plus(gap())) {
      traces.add(shop.request(nanos(t)));
      if (traces.size() == HISTORY_BATCH || !t.isBefore(nextMetrics)) {
        send(traces);
        traces.clear();
      }
      if (!t.isBefore(nextMetrics)) {
        sendMetrics(nanos(t));
        nextMetrics = nextMetrics.plus(METRICS_EVERY);
      }
    }
    send(traces);
  }

  /// Goes on until the thread is interrupted. While nothing takes the telemetry it waits.
  ///
  /// @throws InterruptedException when it is to end
  public void run() throws InterruptedException {
    Instant next = clock.instant();
    Instant nextMetrics = next;
    while (true) {
      Instant now = clock.instant();
      List<DemoTrace> traces = new ArrayList<>();
      for (; next.isBefore(now); next = next.plus(gap())) {
        traces.add(shop.request(nanos(next)));
      }
      try {
        send(traces);
        if (!now.isBefore(nextMetrics)) {
          nextMetrics = now.plus(METRICS_EVERY);
          sendMetrics(nanos(now));
        }
      } catch (IOException e) {
        // Refused or not there: what happened meanwhile is not told later.
        next = clock.instant().plus(Duration.ofSeconds(2));
      }
      Thread.sleep(TICK);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  /// Sends traces with their log records.
  void send(List<DemoTrace> traces) throws IOException, InterruptedException {
    if (traces.isEmpty()) {
      return;
    }
    List<String> spans = new ArrayList<>();
    List<String> logs = new ArrayList<>();
    for (DemoTrace trace : traces) {
      metrics.add(trace);
      spans.addAll(trace.resourceSpans());
      logs.addAll(trace.resourceLogs());
    }
    post("/v1/traces", "{\"resourceSpans\":[" + DemoJson.list(spans) + "]}");
    post("/v1/logs", "{\"resourceLogs\":[" + DemoJson.list(logs) + "]}");
  }

  private void sendMetrics(long now) throws IOException, InterruptedException {
    post(
        "/v1/metrics",
        "{\"resourceMetrics\":[" + DemoJson.list(metrics.resourceMetrics(now)) + "]}");
  }

  private void post(String path, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.resolve(path))
            .timeout(Duration.ofSeconds(10))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(
          endpoint.resolve(path) + " answered " + response.statusCode() + ": " + response.body());
    }
  }

  /// Time until the next request; requests come by chance, not in step.
  private Duration gap() {
    double seconds = -Math.log(1 - random.nextDouble()) / rate;
    return Duration.ofNanos(Math.max(100_000, (long) (Math.min(seconds, 10 / rate) * 1e9)));
  }

  private static long nanos(Instant t) {
    return t.getEpochSecond() * 1_000_000_000L + t.getNano();
  }
}
