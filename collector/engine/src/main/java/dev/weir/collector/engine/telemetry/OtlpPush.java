package dev.weir.collector.engine.telemetry;

import dev.weir.collector.api.Log;
import dev.weir.collector.engine.config.MetricsConfig.Periodic;
import dev.weir.collector.engine.config.TelemetryOtlp;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Sends metrics by OTLP over HTTP, at an interval and once more at the end.
final class OtlpPush implements AutoCloseable {
  private static final int FIRST_ERROR = 300;

  private final Periodic settings;
  private final PushTarget target;
  private final Supplier<byte[]> request;
  private final Log log;
  private final CountDownLatch isClosed = new CountDownLatch(1);
  private final HttpClient client;
  private final Thread thread;

  /// Begins to send.
  ///
  /// @param request asked each time for what to send
  /// @throws dev.weir.collector.api.StartException when the settings cannot work
  OtlpPush(Periodic settings, TelemetryOtlp otlp, Supplier<byte[]> request, Log log) {
    this.settings = settings;
    this.request = request;
    this.log = log;
    target = PushTarget.of(otlp);
    client = target.client(Duration.ofMillis(settings.timeout()));
    thread = Thread.ofVirtual().name("weir-metrics-push").start(this::run);
  }

  /// Sends a last time, and ends.
  @Override
  public void close() {
    isClosed.countDown();
    try {
      thread.join(Duration.ofMillis(settings.timeout()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    client.shutdownNow();
  }

  private void run() {
    try {
      while (!isClosed.await(settings.interval(), TimeUnit.MILLISECONDS)) {
        send();
      }
      send();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send() throws InterruptedException {
    try {
      HttpRequest.Builder post =
          HttpRequest.newBuilder(target.uri())
              .timeout(Duration.ofMillis(settings.timeout()))
              .header("content-type", "application/x-protobuf")
              .POST(BodyPublishers.ofByteArray(target.encode(request.get())));
      target.headers().forEach(post::setHeader);
      HttpResponse<String> answer = client.send(post.build(), BodyHandlers.ofString());
      if (answer.statusCode() >= FIRST_ERROR) {
        warn("status " + answer.statusCode() + ": " + answer.body());
      }
    } catch (IOException e) {
      warn(e.toString());
    }
  }

  private void warn(String error) {
    log.warn("Cannot send the collector's own metrics", "endpoint", target.uri(), "error", error);
  }
}
