package dev.weir.collector.helper.batching;

import dev.weir.collector.api.Batch;

/// Hears of every batch that a [Batcher] hands on, before it does. Called by several threads.
@FunctionalInterface
public interface CutListener {
  CutListener NONE = (batch, trigger) -> {};

  void cut(Batch batch, Trigger trigger);
}
