package dev.weir.collector.helper.batching;

import dev.weir.collector.api.Batch;

/// Hands on what a [Batcher] has gathered. Called on virtual threads, by several at once.
@FunctionalInterface
public interface Delivery {

  /// Returns when the whole batch was taken. Waits and tries again as it sees fit; when it gives up
  /// on some or all of it, it counts that part as lost and throws the refusal.
  ///
  /// @throws dev.weir.collector.api.Refusal when some of it was not taken
  void deliver(Batch batch, StopSignal stop);
}
