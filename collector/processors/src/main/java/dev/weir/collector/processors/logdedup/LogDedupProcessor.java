package dev.weir.collector.processors.logdedup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Deadline;
import dev.weir.collector.api.MemoryBudget;
import dev.weir.collector.api.Processor;
import dev.weir.collector.api.Refusal;
import dev.weir.collector.api.RequestInfo;
import dev.weir.collector.api.Telemetry.Histogram;
import dev.weir.collector.helper.batching.Redelivery;
import dev.weir.collector.helper.batching.StopSignal;
import dev.weir.collector.helper.ottl.Silent;
import dev.weir.collector.helper.ottl.StatementErrors;
import dev.weir.otlp.Signal;
import dev.weir.otlp.edit.Level;
import dev.weir.otlp.edit.RequestEditor;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.ottl.context.Walk;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Collects records for an interval, and hands on one for all that are equal.
///
/// What is collected is bounded: from `FULL` bytes on it is handed on at once. If the next step
/// does not take that, and as much again has been collected, callers are refused for now.
final class LogDedupProcessor implements Processor {
  private static final long FULL = 32 << 20;
  private static final double[] COUNTS = {
    1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 100000
  };

  private final Conditions conditions;
  private final List<FieldPath> excluded;
  private final List<FieldPath> included;
  private final byte[] countAttribute;
  private final ZoneId zone;
  private final Duration interval;
  private final MemoryBudget memory;
  private final Histogram counts;
  private final Redelivery delivery;
  private final Consumer next;
  private final StopSignal stop = new StopSignal();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition turn = lock.newCondition();
  private Held held = new Held();
  private boolean stopping;
  private @Nullable Thread emitter;

  LogDedupProcessor(LogDedupConfig config, ComponentContext context, Consumer next) {
    conditions = new Conditions(config.conditions(), new StatementErrors(context), new Silent());
    excluded = config.excludeFields().stream().map(FieldPath::new).toList();
    included = config.includeFields().stream().map(FieldPath::new).toList();
    countAttribute = config.logCountAttribute().getBytes(UTF_8);
    zone = Timestamps.zone(config.timezone());
    interval = config.interval();
    memory = context.memory();
    delivery = Redelivery.within(context, next);
    this.next = next;
    counts =
        context
            .telemetry()
            .histogram(
                "otelcol_dedup_processor_aggregated_logs",
                "Number of log records that were aggregated together.",
                "{records}",
                COUNTS,
                context.telemetry().componentLabels());
  }

  @Override
  public void start() {
    emitter = Thread.ofVirtual().name("logdedup").start(this::run);
  }

  @Override
  public void consume(Batch batch) {
    Conditions.Parts parts = conditions.divide(batch);
    if (parts.compared().length() > 0) {
      requireRoom();
    }
    if (parts.others().length() > 0) {
      next.consume(others(batch, parts.others()));
    }
    if (parts.compared().length() > 0) {
      hold(parts.compared());
    }
  }

  @Override
  public boolean mayBlock() {
    return !conditions.isEmpty() && next.mayBlock();
  }

  /// The batch with the records that are not compared. It is handed on first: a refusal then
  /// refuses the whole batch, of which nothing is held yet.
  private static Batch others(Batch batch, ByteRange others) {
    return others.length() == batch.length()
        ? batch
        : batch.withBytes(
            others.buffer(), others.offset(), others.length(), Walk.count(Signal.LOGS, others));
  }

  private void requireRoom() {
    lock.lock();
    try {
      if (held.bytes() >= 2 * FULL) {
        throw memory.refusal();
      }
    } finally {
      lock.unlock();
    }
  }

  private void hold(ByteRange records) {
    ByteRange request =
        excluded.isEmpty()
            ? records
            : RequestEditor.edit(
                Signal.LOGS,
                records,
                Level.LOG_RECORD,
                record -> excluded.forEach(field -> field.remove(record)));
    Identity identity = new Identity(included);
    lock.lock();
    try {
      memory.reserve(held.add(request, identity, Timestamps.now()));
      if (held.bytes() >= FULL) {
        turn.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void shutdown(Deadline deadline) {
    stop.stop(deadline);
    lock.lock();
    try {
      stopping = true;
      turn.signalAll();
    } finally {
      lock.unlock();
    }
    Thread running = emitter;
    try {
      if (running != null) {
        running.join(deadline.remaining());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    boolean more = true;
    while (more) {
      more = awaitTurn();
      emit();
    }
  }

  /// Waits until the interval is over or there is enough; false when this is the last time.
  private boolean awaitTurn() {
    lock.lock();
    try {
      long left = interval.toNanos();
      while (left > 0 && !stopping && held.bytes() < FULL) {
        left = turn.awaitNanos(left);
      }
      return !stopping;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void emit() {
    Held due = take();
    if (due.records() == 0) {
      return;
    }
    try {
      ByteRange request = due.request(countAttribute, zone, Timestamps.now(), counts::record);
      delivery.deliver(
          Batch.of(
              Signal.LOGS,
              request.buffer(),
              request.offset(),
              request.length(),
              due.records(),
              RequestInfo.NONE),
          stop);
    } catch (Refusal refusal) {
      // The delivery has counted what is lost.
    } finally {
      memory.release(due.bytes());
    }
  }

  private Held take() {
    lock.lock();
    try {
      Held due = held;
      held = new Held();
      return due;
    } finally {
      lock.unlock();
    }
  }
}
