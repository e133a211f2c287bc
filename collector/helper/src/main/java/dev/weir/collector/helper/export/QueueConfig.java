package dev.weir.collector.helper.export;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.ComponentId;
import dev.weir.collector.api.NamesExtension;
import dev.weir.collector.api.Problems;
import dev.weir.collector.helper.batching.BatcherSettings;
import dev.weir.collector.helper.batching.Sizer;
import dev.weir.otlp.Signal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The section `sending_queue`.
///
/// @param enabled false to let callers wait until their batch is delivered
/// @param numConsumers batches sent at the same time
/// @param queueSize what is held at most, what is being sent included, in the unit of `sizer`
/// @param sizer `requests`, `items` or `bytes`
/// @param waitForResult callers wait for the result of their batch
/// @param blockOnOverflow callers wait for room instead of being refused
/// @param storage an extension that keeps the queue on disk, or null to hold it in memory
/// @param batch merges what waits, or null not to
public record QueueConfig(
    boolean enabled,
    int numConsumers,
    long queueSize,
    Sizer sizer,
    boolean waitForResult,
    boolean blockOnOverflow,
    @NamesExtension @Nullable ComponentId storage,
    @Nullable BatchConfig batch)
    implements ComponentConfig {
  private static final int MAX_PARTITIONS = 10_000;

  public static QueueConfig defaults() {
    return new QueueConfig(true, 10, 1000, Sizer.REQUESTS, false, false, null, null);
  }

  /// No queue unless the user writes `enabled: true`.
  public static QueueConfig disabled() {
    return new QueueConfig(false, 10, 1000, Sizer.REQUESTS, false, false, null, null);
  }

  @Override
  public void validate(Problems problems) {
    if (!enabled) {
      return;
    }
    if (numConsumers <= 0) {
      problems.add("num_consumers", numConsumers, "1 or more: `num_consumers` must be positive");
    }
    if (queueSize <= 0) {
      problems.add("queue_size", queueSize, "1 or more: `queue_size` must be positive");
    }
    if (storage != null && waitForResult) {
      problems.add(
          "wait_for_result",
          "`wait_for_result` is not supported with a persistent queue configured with `storage`");
    }
    BatchConfig merging = merging();
    if (merging != null && merging.sizer(sizer) == sizer && merging.minSize() > queueSize) {
      problems.add("batch::min_size", "`min_size` must be less than or equal to `queue_size`");
    }
  }

  /// The section `batch`, or null when nothing is merged.
  @Nullable BatchConfig merging() {
    return batch != null && batch.enabled() ? batch : null;
  }

  BatcherSettings settings(Signal signal) {
    BatchConfig merging = merging();
    return new BatcherSettings(
        signal,
        sizer,
        queueSize,
        blockOnOverflow,
        waitForResult,
        numConsumers,
        merging == null ? null : merging.rule(sizer),
        merging == null ? List.of() : merging.partition().metadataKeys(),
        MAX_PARTITIONS);
  }
}
