package dev.weir.collector.helper.batching;

import dev.weir.collector.api.Batch;
import dev.weir.otlp.batch.Part;
import dev.weir.otlp.batch.Splitter;
import java.util.List;

/// Divides a batch into smaller ones, which say the same in the same order.
final class Split {
  private Split() {}

  /// Pieces of at most `maxBytes` each, but for single items that are larger.
  static List<Batch> byBytes(Batch batch, int maxBytes) {
    return batches(batch, Splitter.byBytes(batch.signal(), batch.range(), maxBytes));
  }

  /// Pieces of at most `maxItems` each, but for single profiles that have more samples.
  static List<Batch> byItems(Batch batch, int maxItems) {
    return batches(batch, Splitter.byItems(batch.signal(), batch.range(), maxItems));
  }

  private static List<Batch> batches(Batch batch, List<Part> parts) {
    if (parts.size() == 1) {
      return List.of(batch);
    }
    return parts.stream().map(part -> batch(batch, part)).toList();
  }

  private static Batch batch(Batch whole, Part part) {
    var bytes = part.bytes();
    return whole.withBytes(bytes.buffer(), bytes.offset(), bytes.length(), part.items());
  }
}
