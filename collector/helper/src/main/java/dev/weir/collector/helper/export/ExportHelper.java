package dev.weir.collector.helper.export;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Deadline;
import dev.weir.collector.api.Exporter;
import dev.weir.collector.api.Extension;
import dev.weir.collector.api.Refusal;
import dev.weir.collector.api.StartException;
import dev.weir.collector.helper.batching.Batcher;
import dev.weir.collector.helper.batching.Delivery;
import dev.weir.collector.helper.batching.Redelivery;
import dev.weir.collector.helper.batching.StopSignal;
import dev.weir.otlp.Signal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Makes an exporter of a [Sender]: queue, batching, retries, timeout, metrics and status.
///
/// With a queue, [#consume] returns when the batch is held in memory, and whatever becomes of it
/// later is counted. Without one it waits for the destination, no longer than its caller does, and
/// throws what the last attempt threw: then the caller still has the batch, and nothing is lost.
public final class ExportHelper implements Exporter {
  private final ComponentContext context;
  private final ExportSettings settings;
  private final Sender sender;
  private final ExportTelemetry telemetry;
  private final Delivery delivery;
  private final StopSignal stop = new StopSignal();
  private final @Nullable Batcher queue;

  /// @param sender started, used and shut down by this exporter
  public ExportHelper(
      ComponentContext context, Signal signal, ExportSettings settings, Sender sender) {
    QueueConfig config = settings.queue();
    this.context = context;
    this.settings = settings;
    this.sender = sender;
    this.telemetry = new ExportTelemetry(context, signal, settings.labels());
    this.delivery =
        new Redelivery(
            this::attempt,
            settings.retry().policy(),
            new Outcome(context, telemetry, config.enabled()));
    this.queue = config.enabled() ? queue(signal, config) : null;
  }

  @Override
  public void start() {
    var storage = settings.queue().storage();
    if (queue != null && storage != null) {
      context.extension(storage, Extension.class);
      throw new StartException("extension \"" + storage + "\" cannot keep a queue");
    }
    sender.start();
  }

  @Override
  public void consume(Batch batch) {
    if (queue == null) {
      deliver(batch, stop);
    } else {
      enqueue(batch, queue);
    }
  }

  @Override
  public boolean mayBlock() {
    return queue == null || queue.mayBlock();
  }

  @Override
  public void shutdown(Deadline deadline) {
    stop.stop(deadline);
    if (queue != null) {
      queue.shutdown(deadline);
    }
    sender.shutdown();
  }

  private Batcher queue(Signal signal, QueueConfig config) {
    Batcher batcher =
        new Batcher(
            config.settings(signal),
            context,
            this::deliver,
            (batch, trigger) -> {
              if (config.merging() != null) {
                telemetry.merged(batch);
              }
            });
    telemetry.queue(config.queueSize(), batcher::held);
    return batcher;
  }

  private void enqueue(Batch batch, Batcher into) {
    telemetry.enqueued(batch);
    try {
      into.add(batch);
    } catch (Refusal refusal) {
      telemetry.enqueueFailed(batch);
      throw refusal;
    }
  }

  private void deliver(Batch batch, StopSignal until) {
    telemetry.begin();
    try {
      delivery.deliver(batch, until);
    } finally {
      telemetry.end();
    }
  }

  private void attempt(Batch batch) {
    Duration timeout = settings.timeout().isZero() ? Sender.NO_TIMEOUT : settings.timeout();
    Duration patience = Duration.ofNanos(Math.max(1, batch.request().remainingNanos()));
    sender.send(batch, timeout.compareTo(patience) < 0 ? timeout : patience);
  }
}
