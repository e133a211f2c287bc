package dev.weir.collector.helper.batching;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.RequestInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is handed on as one.
///
/// @param request what the merged batch says of its origin
record Cut(List<Entry> entries, RequestInfo request, Trigger trigger) {

  /// The batch itself, which keeps its compressed form, or all joined.
  Batch batch() {
    return entries.size() == 1
        ? entries.getFirst().batch().withRequest(request)
        : Batch.join(entries.stream().map(Entry::batch).toList(), request);
  }

  long size() {
    return entries.stream().mapToLong(Entry::size).sum();
  }

  long bytes() {
    return entries.stream().mapToLong(Entry::bytes).sum();
  }

  long items() {
    return entries.stream().mapToLong(entry -> entry.batch().items()).sum();
  }

  void settle(@Nullable RuntimeException failure) {
    entries.forEach(entry -> entry.settle(failure));
  }
}
