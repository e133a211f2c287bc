package dev.weir.collector.helper.batching;

import dev.weir.otlp.Signal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a [Batcher] works.
///
/// @param signal what it holds
/// @param sizer the unit of `capacity`
/// @param capacity what is held at most, from the call until it is delivered; a single batch that
///   is larger is taken when nothing else is held
/// @param blockOnOverflow wait for room instead of refusing
/// @param waitForResult wait until the batch is delivered, and throw what became of it
/// @param maxInFlight batches handed on at the same time
/// @param rule when batches are merged, or null to hand on each as it came
/// @param metadataKeys batches whose values of these request headers differ are not merged; what is
///   handed on has these headers and no others
/// @param maxPartitions combinations of values that may be waiting at the same time
public record BatcherSettings(
    Signal signal,
    Sizer sizer,
    long capacity,
    boolean blockOnOverflow,
    boolean waitForResult,
    int maxInFlight,
    @Nullable BatchRule rule,
    List<String> metadataKeys,
    int maxPartitions) {
  private static final long MIB = 1 << 20;

  /// A bounded batcher that never makes its callers wait: holds at most `maxBytes`, and hands on as
  /// many batches at once as an exporter has consumers by default.
  public static BatcherSettings inMemory(
      Signal signal, BatchRule rule, long maxBytes, List<String> metadataKeys, int maxPartitions) {
    return new BatcherSettings(
        signal, Sizer.BYTES, maxBytes, false, false, 10, rule, metadataKeys, maxPartitions);
  }

  /// The bound for a batcher whose user chose none: an eighth of the largest heap, at least 4 MiB
  /// and at most 64 MiB.
  public static long defaultMaxBytes() {
    return Math.clamp(Runtime.getRuntime().maxMemory() / 8, 4 * MIB, 64 * MIB);
  }
}
