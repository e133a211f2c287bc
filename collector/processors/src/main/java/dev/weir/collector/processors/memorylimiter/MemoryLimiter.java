package dev.weir.collector.processors.memorylimiter;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Deadline;
import dev.weir.collector.api.MemoryBudget;
import dev.weir.collector.api.Processor;
import dev.weir.collector.api.StatusReporter;
import dev.weir.collector.api.Telemetry.Counter;
import dev.weir.otlp.Signal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Asks the memory budget before it hands on a batch, and keeps the component's status in step with
/// it while no data comes.
final class MemoryLimiter implements Processor {
  private static final long MIB = 1024 * 1024;
  private static final String REASON = "data refused due to high memory usage";

  private final ComponentContext context;
  private final MemoryBudget memory;
  private final Consumer next;
  private final Limits limits;
  private final Duration checkInterval;
  private final Counter accepted;
  private final Counter refused;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread watcher;

  MemoryLimiter(
      Limits limits,
      Duration checkInterval,
      Signal signal,
      ComponentContext context,
      Consumer next) {
    this.limits = limits;
    this.checkInterval = checkInterval;
    this.context = context;
    this.memory = context.memory();
    this.next = next;
    this.accepted =
        counter(
            context,
            signal,
            "accepted",
            "successfully pushed into the next component in the pipeline");
    this.refused =
        counter(
            context, signal, "refused", "that were rejected by the next component in the pipeline");
    this.watcher = Thread.ofVirtual().name("weir-" + context.id()).unstarted(this::watch);
  }

  @Override
  public void start() {
    memory.limit(limits.hard(), limits.soft());
    context
        .log()
        .info(
            "Memory limiter configured",
            "limit_mib",
            limits.hard() / MIB,
            "spike_limit_mib",
            (limits.hard() - limits.soft()) / MIB,
            "check_interval",
            checkInterval.toMillis() / 1000.0);
    watcher.start();
  }

  @Override
  public void consume(Batch batch) {
    if (memory.isFull()) { // receivers keep to the soft limit when they reserve what they read
      refused.add(batch.items());
      throw memory.refusal();
    }
    accepted.add(batch.items());
    next.consume(batch);
  }

  @Override
  public boolean mayBlock() {
    return next.mayBlock();
  }

  @Override
  public void shutdown(Deadline deadline) {
    stopped.countDown();
  }

  private void watch() {
    StatusReporter status = context.status();
    status.ok();
    try {
      boolean wasLimited = false;
      while (!stopped.await(checkInterval.toNanos(), TimeUnit.NANOSECONDS)) {
        boolean isLimited = memory.isLimited();
        if (isLimited && !wasLimited) {
          status.recoverableError(REASON);
          status.notReady(REASON);
          context.log().warn("Memory usage is above soft limit. Refusing data.", used());
        } else if (wasLimited && !isLimited) {
          status.ok();
          status.notReady("");
          context.log().info("Memory usage back within limits. Resuming normal operation.", used());
        }
        wasLimited = isLimited;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    status.notReady("");
  }

  private Object[] used() {
    return new Object[] {"held_mib", memory.reserved() / MIB, "limit_mib", limits.hard() / MIB};
  }

  private static Counter counter(
      ComponentContext context, Signal signal, String what, String help) {
    String item =
        switch (signal) {
          case TRACES -> "span";
          case METRICS -> "datapoint";
          case LOGS -> "record";
          case PROFILES -> "sample";
        };
    return context
        .telemetry()
        .counter(
            "otelcol_processor_memory_limiter_" + what + "_" + signal.items(),
            "Number of " + signal.items().replace('_', ' ') + " " + help + ".",
            "{" + item + "}",
            context.telemetry().componentLabels());
  }
}
