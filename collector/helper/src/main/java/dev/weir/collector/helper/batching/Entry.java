package dev.weir.collector.helper.batching;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Encoded;
import org.jspecify.annotations.Nullable;

/// A batch that is held.
///
/// @param size in the unit of the batcher's capacity
/// @param ticket of a caller who waits for the result, or null
record Entry(Batch batch, long size, @Nullable Ticket ticket) {

  /// What it keeps on the heap, for the memory budget.
  long bytes() {
    Encoded encoded = batch.encoded();
    return batch.length() + (encoded == null ? 0L : encoded.bytes().length);
  }

  void settle(@Nullable RuntimeException failure) {
    if (ticket != null) {
      ticket.settle(failure);
    }
  }
}
