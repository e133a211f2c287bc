package dev.weir.collector.helper.batching;

import dev.weir.collector.api.RequestInfo;
import dev.weir.otlp.Signal;
import dev.weir.otlp.batch.ProfilesMerge;
import java.util.ArrayList;
import java.util.List;

/// Batches that wait together to become one. Guarded by the batcher's lock.
final class Partition {
  /// What is handed on stays far below what one array holds, whatever the rule says.
  private static final long MAX_BYTES = 256 << 20;

  private final BatchRule rule;
  private final RequestInfo request;
  private final long dueNanos;
  private final List<Entry> entries = new ArrayList<>();
  private long size;
  private long bytes;

  Partition(BatchRule rule, RequestInfo request) {
    this.rule = rule;
    this.request = request;
    this.dueNanos = System.nanoTime() + rule.timeout().toNanos();
  }

  /// Whether `entry` can wait with the others.
  boolean hasRoomFor(Entry entry) {
    return !rule.exceeds(size + rule.sizer().sizeOf(entry.batch()))
        && bytes + entry.batch().length() <= MAX_BYTES
        && isMergeable(entries.getFirst())
        && isMergeable(entry);
  }

  /// Profiles whose dictionary is not as specified are handed on alone.
  private static boolean isMergeable(Entry entry) {
    return entry.batch().signal() != Signal.PROFILES
        || ProfilesMerge.isPossible(entry.batch().range());
  }

  void add(Entry entry) {
    entries.add(entry);
    size += rule.sizer().sizeOf(entry.batch());
    bytes += entry.batch().length();
  }

  boolean isFull() {
    return rule.isFull(size);
  }

  boolean isDue(long nanoTime) {
    return dueNanos - nanoTime <= 0;
  }

  long dueNanos() {
    return dueNanos;
  }

  Cut cut(Trigger trigger) {
    return new Cut(entries, request, trigger);
  }
}
