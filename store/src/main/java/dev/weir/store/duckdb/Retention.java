package dev.weir.store.duckdb;

import dev.weir.otlp.Signal;
import dev.weir.store.Deletion;
import dev.weir.store.StoreConfig;
import dev.weir.store.query.TimeRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Chooses slices to remove. Age is counted from when a slice was begun, not from the times of its
/// items: clocks of others may be wrong.
final class Retention {
  private Retention() {}

  static void apply(StoreConfig config, Collection<SignalStore> stores, StoreLog log) {
    Map<Slice, SignalStore> sealed = new HashMap<>();
    stores.forEach(store -> store.sealed().forEach(slice -> sealed.put(slice, store)));
    List<Slice> oldest = new ArrayList<>(sealed.keySet());
    oldest.sort(Comparator.comparingLong(slice -> slice.id));
    long tooOld = config.clock().instant().toEpochMilli() - config.maxAge().toMillis();
    long bytes = stores.stream().mapToLong(store -> store.stats().bytes()).sum();
    for (Slice slice : oldest) {
      if (slice.id >= tooOld && bytes <= config.maxBytes()) {
        return;
      }
      bytes -= slice.bytes();
      SignalStore store = sealed.get(slice);
      if (store != null) {
        store.remove(List.of(slice));
        log.removed(1);
      }
    }
  }

  /// Slices whose items all lie in the range.
  static List<Slice> within(Collection<SignalStore> stores, TimeRange range) {
    List<Slice> within = new ArrayList<>();
    for (SignalStore store : stores) {
      synchronized (store.lock) {
        store.slices.stream()
            .filter(slice -> !slice.isDoomed && isWithin(slice, range))
            .forEach(within::add);
      }
    }
    return within;
  }

  static boolean isActiveWithin(SignalStore store, TimeRange range) {
    synchronized (store.lock) {
      Slice active = store.active;
      return active != null && isWithin(active, range);
    }
  }

  static Deletion deletion(Set<Signal> signals, List<Slice> gone) {
    long from = gone.stream().mapToLong(slice -> slice.meta.minTime).min().orElse(0);
    long to = gone.stream().mapToLong(slice -> slice.meta.maxTime + 1).max().orElse(0);
    return new Deletion(
        signals,
        gone.stream().mapToLong(slice -> slice.meta.items).sum(),
        gone.stream().mapToLong(Slice::bytes).sum(),
        new TimeRange(from, to));
  }

  private static boolean isWithin(Slice slice, TimeRange range) {
    return slice.meta.items > 0
        && slice.meta.minTime >= range.from()
        && slice.meta.maxTime < range.to();
  }
}
