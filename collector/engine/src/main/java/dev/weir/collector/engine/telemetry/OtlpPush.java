package dev.weir.collector.engine.telemetry;

import dev.weir.collector.api.Log;
import dev.weir.collector.engine.config.MetricsConfig.Periodic;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Sends metrics by OTLP, at an interval and once more at the end.
final class OtlpPush implements AutoCloseable {
  private final Periodic settings;
  private final Push push;
  private final Supplier<byte[]> request;
  private final Log log;
  private final CountDownLatch isClosed = new CountDownLatch(1);
  private final Thread thread;

  /// Begins to send.
  ///
  /// @param push is closed at the end
  /// @param request asked each time for what to send
  OtlpPush(Periodic settings, Push push, Supplier<byte[]> request, Log log) {
    this.settings = settings;
    this.push = push;
    this.request = request;
    this.log = log;
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
    push.close();
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
      push.send(request.get());
    } catch (IOException e) {
      log.warn(
          "Cannot send the collector's own metrics",
          "endpoint",
          push.destination(),
          "error",
          e.getMessage());
    }
  }
}
