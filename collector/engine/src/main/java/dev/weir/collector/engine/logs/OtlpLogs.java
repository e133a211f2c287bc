package dev.weir.collector.engine.logs;

import dev.weir.collector.api.BuildInfo;
import dev.weir.collector.api.Log;
import dev.weir.collector.engine.config.LogsConfig;
import dev.weir.collector.engine.config.TelemetryOtlp;
import dev.weir.collector.engine.config.TelemetryProcessor;
import dev.weir.collector.engine.telemetry.Push;
import dev.weir.otlp.Signal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Sends the log to OTLP destinations, `service::telemetry::logs::processors`. What waits is
/// bounded; lines for which there is no room are left out, and said to be in the log itself.
final class OtlpLogs implements LogSink {
  private static final String SETTING = "service::telemetry::logs::processors";
  private static final Duration LAST_LINES = Duration.ofSeconds(5);

  /// Wakes who waits for a line when there will be no more.
  private static final Optional<LogLine> END = Optional.empty();

  private final TelemetryProcessor.Batch settings;
  private final Push push;
  private final Map<String, ?> resource;
  private final BuildInfo build;
  private final Logs logs;
  private final BlockingQueue<Optional<LogLine>> waiting;
  private final AtomicLong leftOut = new AtomicLong();
  private final Thread thread;
  private volatile boolean isClosed;

  private OtlpLogs(
      TelemetryProcessor.Batch settings,
      Push push,
      Map<String, ?> resource,
      BuildInfo build,
      Logs logs) {
    this.settings = settings;
    this.push = push;
    this.resource = resource;
    this.build = build;
    this.logs = logs;
    waiting = new ArrayBlockingQueue<>(settings.maxQueueSize());
    thread = Thread.ofVirtual().name("weir-log-push").start(this::run);
  }

  /// Begins to send what `logs` writes to the destinations of a configuration.
  ///
  /// @throws dev.weir.collector.api.StartException when one cannot work
  static void attach(Logs logs, LogsConfig config, Map<String, ?> resource, BuildInfo build) {
    List<OtlpLogs> all = new ArrayList<>();
    for (TelemetryProcessor processor : config.processors()) {
      TelemetryProcessor.Batch settings = settings(processor);
      TelemetryOtlp otlp = settings.exporter().otlp();
      if (otlp != null) {
        Duration timeout = Duration.ofMillis(settings.exportTimeout());
        Push push = Push.open(otlp, Signal.LOGS, SETTING + ": otlp", timeout, build);
        all.add(new OtlpLogs(settings, push, resource, build, logs));
      }
    }
    if (!all.isEmpty()) {
      logs.handTo(new All(all));
    }
  }

  /// `simple` is a batch of whatever there is, without delay.
  private static TelemetryProcessor.Batch settings(TelemetryProcessor processor) {
    if (processor.batch() != null) {
      return processor.batch();
    }
    var defaults = TelemetryProcessor.Batch.defaults();
    return new TelemetryProcessor.Batch(
        defaults.exportTimeout(),
        defaults.maxExportBatchSize(),
        defaults.maxQueueSize(),
        0,
        Objects.requireNonNull(processor.simple()).exporter());
  }

  @Override
  public void accept(LogLine line) {
    if (isClosed || !waiting.offer(Optional.of(line))) {
      leftOut.incrementAndGet();
    }
  }

  @Override
  public void close() {
    isClosed = true;
    var _ = waiting.offer(END); // when there is no room, nobody waits for a line
    try {
      thread.join(LAST_LINES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    push.close();
  }

  private void run() {
    List<LogLine> lines = new ArrayList<>();
    try {
      while (!isClosed || !waiting.isEmpty()) {
        fill(lines);
        if (!lines.isEmpty()) {
          send(lines);
          lines.clear();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits for a line, and then for as long as lines may be delayed, unless there are enough or
  /// this is closed.
  private void fill(List<LogLine> lines) throws InterruptedException {
    long delay = TimeUnit.MILLISECONDS.toNanos(settings.scheduleDelay());
    Optional<LogLine> next = waiting.take();
    long until = System.nanoTime() + delay;
    while (next != null && next.isPresent()) {
      lines.add(next.get());
      if (lines.size() >= settings.maxExportBatchSize()) {
        return;
      }
      next =
          isClosed ? waiting.poll() : waiting.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
  }

  private void send(List<LogLine> lines) throws InterruptedException {
    try {
      push.send(LogRecords.write(lines, resource, build));
    } catch (IOException e) {
      warn(lines.size(), e);
    }
  }

  /// Not to the log that is sent, which would never end.
  private void warn(int lines, Exception error) {
    logs.writeHere(
        Log.Level.WARN,
        "Cannot send the collector's own log",
        Map.of(
            "endpoint",
            push.destination(),
            "lines",
            lines + leftOut.getAndSet(0),
            "error",
            String.valueOf(error.getMessage())));
  }

  private record All(List<OtlpLogs> sinks) implements LogSink {
    @Override
    public void accept(LogLine line) {
      sinks.forEach(sink -> sink.accept(line));
    }

    @Override
    public void close() {
      sinks.forEach(OtlpLogs::close);
    }
  }
}
