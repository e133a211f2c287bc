package dev.weir.collector.processors.batch;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Problems;
import dev.weir.collector.helper.batching.BatchRule;
import dev.weir.collector.helper.batching.BatcherSettings;
import dev.weir.collector.helper.batching.Sizer;
import dev.weir.otlp.Signal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What the user writes under `batch:`. Sizes count spans, data points or log records.
///
/// @param timeout after which a batch goes on whatever its size; 0 for at once
/// @param sendBatchSize at which a batch goes on at once; 0 to hand on everything as it comes
/// @param sendBatchMaxSize no batch is larger; 0 for no limit
/// @param metadataKeys request headers whose values keep batches apart, and go on with them
/// @param metadataCardinalityLimit combinations of those values that may wait at once; 0 for no
///   limit
/// @param maxHeldBytes what is held at most before senders are refused, in bytes; 0 for an eighth
///   of the largest heap, within 4 and 64 MiB
public record BatchConfig(
    Duration timeout,
    long sendBatchSize,
    long sendBatchMaxSize,
    List<String> metadataKeys,
    long metadataCardinalityLimit,
    long maxHeldBytes)
    implements ComponentConfig {

  static final BatchConfig DEFAULT =
      new BatchConfig(Duration.ofMillis(200), 8192, 0, List.of(), 1000, 0);

  /// The largest number that the Collector takes.
  private static final long MAX_COUNT = 0xFFFF_FFFFL;

  @Override
  public void validate(Problems problems) {
    validateCount(problems, "send_batch_size", sendBatchSize);
    validateCount(problems, "send_batch_max_size", sendBatchMaxSize);
    validateCount(problems, "metadata_cardinality_limit", metadataCardinalityLimit);
    if (sendBatchMaxSize > 0 && sendBatchMaxSize < sendBatchSize) {
      problems.add(
          "send_batch_max_size", "send_batch_max_size must be greater or equal to send_batch_size");
    }
    validateKeys(problems);
    if (timeout.isNegative()) {
      problems.add("timeout", "timeout must be greater or equal to 0");
    }
    if (maxHeldBytes < 0) {
      problems.add("max_held_bytes", maxHeldBytes, "0 or more");
    }
  }

  BatcherSettings settings(Signal signal) {
    return BatcherSettings.inMemory(
        signal,
        new BatchRule(Sizer.ITEMS, sendBatchSize, sendBatchMaxSize, timeout),
        maxHeldBytes > 0 ? maxHeldBytes : BatcherSettings.defaultMaxBytes(),
        metadataKeys,
        metadataCardinalityLimit > 0
            ? (int) Math.min(Integer.MAX_VALUE, metadataCardinalityLimit)
            : Integer.MAX_VALUE);
  }

  private void validateKeys(Problems problems) {
    Set<String> seen = new HashSet<>();
    for (String key : metadataKeys) {
      String name = key.toLowerCase(Locale.ROOT);
      if (!seen.add(name)) {
        problems.add(
            "metadata_keys",
            "duplicate entry in metadata_keys: \"" + name + "\" (case-insensitive)");
      }
    }
  }

  private static void validateCount(Problems problems, String key, long value) {
    if (value < 0 || value > MAX_COUNT) {
      problems.add(key, value, "0 to " + MAX_COUNT);
    }
  }
}
