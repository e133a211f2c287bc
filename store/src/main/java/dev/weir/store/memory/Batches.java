package dev.weir.store.memory;

import dev.weir.otlp.Signal;
import dev.weir.otlp.batch.Concatenation;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.store.Deletion;
import dev.weir.store.StoreException;
import dev.weir.store.StoreStats;
import dev.weir.store.items.ItemPick;
import dev.weir.store.query.ItemRef;
import dev.weir.store.query.TimeRange;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// What a store in memory holds. The oldest batches go when there is too much. Safe for threads.
final class Batches {
  private static final long NANOS = 1_000_000_000L;

  private final long maxBytes;
  private final Duration maxAge;
  private final InstantSource clock;

  // all guarded by this
  private final List<Batch> batches = new ArrayList<>();
  private final Map<Signal, Long> appended = new EnumMap<>(Signal.class);
  private final Map<Signal, Long> arrivals = new EnumMap<>(Signal.class);
  private int nextBlock;
  private long lastArrival;
  private long bytes;
  private long removed;
  private boolean isClosed;

  Batches(long maxBytes, Duration maxAge, InstantSource clock) {
    this.maxBytes = maxBytes;
    this.maxAge = maxAge;
    this.clock = clock;
  }

  synchronized void append(Signal signal, ByteRange request) {
    checkOpen();
    lastArrival = Math.max(lastArrival + 1, nanos());
    int block = nextBlock++;
    List<Item> items = ItemReader.read(signal, request, block, lastArrival);
    batches.add(new Batch(signal, block, lastArrival, request, items));
    bytes += request.length();
    appended.merge(signal, (long) items.size(), Long::sum);
    arrivals.put(signal, lastArrival);
    retain();
    notifyAll();
  }

  /// All items of a signal.
  synchronized List<Item> items(Signal signal) {
    checkOpen();
    return batches.stream()
        .filter(batch -> batch.signal() == signal)
        .flatMap(batch -> batch.items().stream())
        .toList();
  }

  /// The items with these references as one request.
  synchronized ByteRange pick(Signal signal, List<ItemRef> refs) {
    checkOpen();
    Map<Integer, BitSet> places = new LinkedHashMap<>();
    refs.forEach(ref -> places.computeIfAbsent(ref.block(), _ -> new BitSet()).set(ref.index()));
    List<ByteRange> parts = new ArrayList<>();
    for (Batch batch : batches) {
      BitSet wanted = places.get(batch.block());
      if (wanted != null && batch.signal() == signal) {
        parts.add(ItemPick.pick(signal, batch.request(), wanted));
      }
    }
    return parts.isEmpty() ? ByteRange.of(new byte[0]) : Concatenation.of(signal, parts);
  }

  synchronized long awaitArrival(Signal signal, long arrival, Duration timeout)
      throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!isClosed && arrivals.getOrDefault(signal, 0L) <= arrival) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        break;
      }
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
    return arrivals.getOrDefault(signal, 0L);
  }

  synchronized StoreStats stats() {
    Map<Signal, StoreStats.SignalStats> signals = new EnumMap<>(Signal.class);
    for (Signal signal : List.of(Signal.TRACES, Signal.METRICS, Signal.LOGS)) {
      signals.put(signal, stats(signal));
    }
    return new StoreStats(null, maxBytes, maxAge, bytes, signals, null, List.of(), removed, 0);
  }

  synchronized void retain() {
    long oldest = nanos() - maxAge.toNanos();
    while (!batches.isEmpty() && (bytes > maxBytes || batches.getFirst().arrival() < oldest)) {
      bytes -= batches.removeFirst().request().length();
      removed++;
    }
  }

  synchronized Deletion previewDelete(Set<Signal> signals, TimeRange range) {
    return deletion(signals, batches.stream().filter(within(signals, range)).toList());
  }

  synchronized Deletion delete(Set<Signal> signals, TimeRange range) {
    Deletion deletion = previewDelete(signals, range);
    batches.removeIf(within(signals, range));
    bytes -= deletion.bytes();
    return deletion;
  }

  synchronized void close() {
    isClosed = true;
    batches.clear();
    notifyAll();
  }

  private long nanos() {
    var now = clock.instant();
    return now.getEpochSecond() * NANOS + now.getNano();
  }

  private void checkOpen() {
    if (isClosed) {
      throw new StoreException("the store is closed");
    }
  }

  private StoreStats.SignalStats stats(Signal signal) {
    List<Batch> own = batches.stream().filter(batch -> batch.signal() == signal).toList();
    return new StoreStats.SignalStats(
        own.stream().mapToLong(batch -> batch.items().size()).sum(),
        0,
        appended.getOrDefault(signal, 0L),
        own.stream().mapToLong(batch -> batch.request().length()).sum(),
        own.isEmpty() ? 0 : 1,
        own.stream().flatMap(batch -> batch.items().stream()).mapToLong(Item::time).min().orElse(0),
        own.stream().flatMap(batch -> batch.items().stream()).mapToLong(Item::time).max().orElse(0),
        arrivals.getOrDefault(signal, 0L));
  }

  private static Predicate<Batch> within(Set<Signal> signals, TimeRange range) {
    return batch ->
        signals.contains(batch.signal())
            && batch.items().stream().allMatch(item -> range.contains(item.time()));
  }

  private static Deletion deletion(Set<Signal> signals, List<Batch> gone) {
    List<Item> items = gone.stream().flatMap(batch -> batch.items().stream()).toList();
    return new Deletion(
        signals,
        items.size(),
        gone.stream().mapToLong(batch -> batch.request().length()).sum(),
        items.isEmpty()
            ? new TimeRange(0, 0)
            : new TimeRange(
                items.stream().mapToLong(Item::time).min().orElse(0),
                items.stream().mapToLong(Item::time).max().orElse(0) + 1));
  }

  /// A batch as it came.
  private record Batch(
      Signal signal, int block, long arrival, ByteRange request, List<Item> items) {}
}
