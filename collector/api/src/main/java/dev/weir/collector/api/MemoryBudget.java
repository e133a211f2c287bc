package dev.weir.collector.api;

/// The bytes of telemetry that the process may hold, asked for before the work. One budget serves
/// the whole process. Any thread may call it; no call waits.
///
/// A receiver reserves what a request declares before it reads the body, corrects the reserve as
/// bytes arrive and when it learns the decompressed size, and releases it when it has answered. Who
/// keeps a batch longer than a call, such as a queue, reserves its [Batch#length()] for that time.
public interface MemoryBudget {

  /// Reserves `bytes`, or reserves nothing and returns false when they do not fit.
  boolean tryReserve(long bytes);

  /// Reserves `bytes` that are already there, whether they fit or not.
  void reserve(long bytes);

  /// Gives back what was reserved.
  void release(long bytes);

  /// Bytes reserved now.
  long reserved();

  /// True while the process is over its limit and nothing new should be taken.
  boolean isLimited();

  /// True while the process is over its hard limit, and not even what was admitted should go on.
  default boolean isFull() {
    return isLimited();
  }

  /// This budget for what one sender brings, which usually is one connection, so that one that
  /// brings little is not turned away for one that brings much.
  default MemoryBudget ofSender() {
    return this;
  }

  /// How long the answer to a request that was taken should be held back, in nanoseconds; zero
  /// while little is held. Senders that wait for answers then do not outrun what leaves, and memory
  /// stays small, long before anything has to be refused.
  default long answerDelayNanos() {
    return 0;
  }

  /// What a refusal for want of memory looks like, with its retry hint.
  default RetryableRefusal refusal() {
    return new RetryableRefusal(
        "data refused due to high memory usage", java.time.Duration.ofSeconds(1));
  }

  /// Sets the limits, as `memory_limiter` does; the lowest ones apply when it is called repeatedly.
  ///
  /// @param limitBytes the hard limit: live heap, direct memory and reserved bytes together
  /// @param softLimitBytes from here on nothing new is taken
  void limit(long limitBytes, long softLimitBytes);
}
