package dev.weir.collector.helper.export;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Problems;
import dev.weir.collector.helper.batching.BatchRule;
import dev.weir.collector.helper.batching.Sizer;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The section `batch` of a queue: merges what waits there.
///
/// @param enabled false as if the section were absent
/// @param flushTimeout how long a batch waits at most to become large enough
/// @param sizer the unit of the sizes, `items` or `bytes`; by default that of the queue, or items
///   when the queue counts requests
/// @param minSize a batch of this size is sent at once
/// @param maxSize larger ones are split; 0 for no limit
/// @param partition what is not merged
public record BatchConfig(
    boolean enabled,
    Duration flushTimeout,
    @Nullable Sizer sizer,
    long minSize,
    long maxSize,
    PartitionConfig partition)
    implements ComponentConfig {

  public static BatchConfig defaults() {
    return new BatchConfig(true, Duration.ofMillis(200), null, 8192, 0, PartitionConfig.defaults());
  }

  @Override
  public void validate(Problems problems) {
    if (!enabled) {
      return;
    }
    if (sizer == Sizer.REQUESTS) {
      problems.add(
          "sizer",
          "`batch` supports only `items` or `bytes` sizer, found \""
              + sizer.name().toLowerCase(Locale.ROOT)
              + "\"");
    }
    if (!flushTimeout.isPositive()) {
      problems.add("flush_timeout", flushTimeout, "more than 0: `flush_timeout` must be positive");
    }
    if (minSize < 0) {
      problems.add("min_size", minSize, "0 or more: `min_size` must be non-negative");
    }
    if (maxSize < 0) {
      problems.add("max_size", maxSize, "0 or more: `max_size` must be non-negative");
    }
    if (maxSize > 0 && maxSize < minSize) {
      problems.add(
          "max_size",
          "`max_size` (%d) must be greater or equal to `min_size` (%d)"
              .formatted(maxSize, minSize));
    }
  }

  Sizer sizer(Sizer queue) {
    if (sizer != null) {
      return sizer;
    }
    return queue == Sizer.BYTES ? Sizer.BYTES : Sizer.ITEMS;
  }

  BatchRule rule(Sizer queue) {
    return new BatchRule(sizer(queue), minSize, maxSize, flushTimeout);
  }
}
