package dev.weir.collector.helper.batching;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.RequestInfo;
import dev.weir.otlp.Signal;
import dev.weir.otlp.batch.ProfilesMerge;
import dev.weir.otlp.wire.ByteRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is handed on as one.
///
/// @param request what the merged batch says of its origin
record Cut(List<Entry> entries, RequestInfo request, Trigger trigger) {

  /// The batch itself, which keeps its compressed form, or all joined. Profiles are merged, which
  /// copies them.
  Batch batch() {
    Batch first = entries.getFirst().batch();
    if (entries.size() == 1) {
      return first.withRequest(request);
    }
    List<Batch> batches = entries.stream().map(Entry::batch).toList();
    return first.signal() == Signal.PROFILES
        ? merge(batches, request)
        : Batch.join(batches, request);
  }

  private static Batch merge(List<Batch> profiles, RequestInfo request) {
    ByteRange merged = ProfilesMerge.of(profiles.stream().map(Batch::range).toList());
    int items = profiles.stream().mapToInt(Batch::items).sum();
    return Batch.of(
        Signal.PROFILES, merged.buffer(), merged.offset(), merged.length(), items, request);
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
