package dev.weir.collector.helper.batching;

import dev.weir.collector.api.Batch;
import java.util.List;

/// Divides a batch into smaller ones, which say the same in the same order.
final class Split {
  private Split() {}

  /// Pieces of at most `maxBytes` each, but for single items that are larger.
  static List<Batch> byBytes(Batch batch, int maxBytes) {
    return List.of(batch);
  }

  /// Pieces of at most `maxItems` each.
  static List<Batch> byItems(Batch batch, int maxItems) {
    return List.of(batch);
  }
}
