package dev.weir.collector.helper.series;

import dev.weir.otlp.common.AttributesView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The states of all series of a processor. Many threads may use it, each through a cursor of its
/// own; the points of one series are taken one after the other.
///
/// Stale series are forgotten when a cursor is closed and when the size is asked for.
///
/// @param <S> the state of a series; immutable
public final class SeriesTable<S> {
  private static final int SHARDS = 16;

  private final SeriesLimits limits;
  private final long maxStaleNanos;
  private final LongSupplier nanoTime;
  private final List<Shard<S>> shards = new ArrayList<>();
  private final ConcurrentHashMap<Identity, Identity> identities = new ConcurrentHashMap<>();
  private final AtomicLong size = new AtomicLong();
  private final LongAdder expired = new LongAdder();
  private final LongAdder evicted = new LongAdder();
  private final LongAdder refused = new LongAdder();

  public SeriesTable(SeriesLimits limits) {
    this(limits, System::nanoTime);
  }

  /// @param nanoTime the clock by which series become stale
  public SeriesTable(SeriesLimits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.maxStaleNanos = limits.maxStale().toNanos();
    this.nanoTime = nanoTime;
    for (int i = 0; i < SHARDS; i++) {
      shards.add(new Shard<>());
    }
  }

  /// A cursor for one batch.
  public SeriesCursor<S> open() {
    return new SeriesCursor<>(this, nanoTime.getAsLong());
  }

  /// How many series there are.
  public long size() {
    expire(nanoTime.getAsLong());
    return size.get();
  }

  /// Series forgotten since no point came for them.
  public long expired() {
    return expired.sum();
  }

  /// Series forgotten to make room for others.
  public long evicted() {
    return evicted.sum();
  }

  /// Points of new series for which there was no room.
  public long refused() {
    return refused.sum();
  }

  /// Forgets what is stale.
  void expire(long now) {
    if (maxStaleNanos == 0) {
      return;
    }
    for (Shard<S> shard : shards) {
      synchronized (shard) {
        Series<S> oldest = shard.oldest();
        while (oldest != null && now - oldest.lastSeen > maxStaleNanos) {
          remove(shard, oldest);
          expired.increment();
          oldest = shard.oldest();
        }
      }
    }
  }

  /// Takes a point, and returns whether there is room for it. Changes are noted in `log`.
  boolean update(
      Identity metric,
      long high,
      long low,
      AttributesView attributes,
      SeriesChange<S> change,
      ChangeLog<S> log,
      long now) {
    Shard<S> shard = shard(high);
    synchronized (shard) {
      Series<S> series = shard.find(metric, high, low, attributes);
      if (series == null) {
        return insert(shard, metric, high, low, attributes, change, log, now);
      }
      shard.touch(series, now);
      S before = series.state;
      S after = change.apply(before);
      if (after != null && after != before) {
        series.state = after;
        log.add(series, before, after);
      }
      return true;
    }
  }

  /// Takes a change back, unless another one came after it.
  void undo(Series<S> series, @Nullable S before, S after) {
    Shard<S> shard = shard(series.high);
    synchronized (shard) {
      if (series.isGone || series.state != after) {
        return;
      }
      if (before == null) {
        remove(shard, series);
      } else {
        series.state = before;
      }
    }
  }

  /// The one identity that equals this one, held on to until it is released. The caller holds on to
  /// its parent.
  Identity acquire(Identity wanted) {
    Identity identity =
        identities.compute(
            wanted,
            (key, known) -> {
              Identity kept = known == null ? key : known;
              kept.addUser();
              return kept;
            });
    Identity parent = identity.parent();
    if (wanted.isUsed() && parent != null) {
      hold(parent);
    }
    return identity;
  }

  void release(Identity identity) {
    Identity left =
        identities.computeIfPresent(identity, (_, known) -> known.dropUser() ? null : known);
    Identity parent = identity.parent();
    if (left == null && parent != null) {
      release(parent);
    }
  }

  /// Holds on once more to what somebody holds on to.
  private void hold(Identity held) {
    identities.computeIfPresent(
        held,
        (_, known) -> {
          known.addUser();
          return known;
        });
  }

  private boolean insert(
      Shard<S> shard,
      Identity metric,
      long high,
      long low,
      AttributesView attributes,
      SeriesChange<S> change,
      ChangeLog<S> log,
      long now) {
    if (!makeRoom(shard)) {
      refused.increment();
      return false;
    }
    S state = change.apply(null);
    if (state == null) {
      return true;
    }
    Series<S> series =
        new Series<>(metric, high, low, Identity.bytesOf(attributes), attributes.number(), state);
    hold(metric);
    shard.add(series, now);
    size.incrementAndGet();
    log.add(series, null, state);
    return true;
  }

  /// Forgets the oldest of the same shard, unless it is the only one there and may be in use all
  /// the time: the table may so grow by a few beyond its limit.
  private boolean makeRoom(Shard<S> shard) {
    if (size.get() < limits.maxSeries()) {
      return true;
    }
    if (limits.whenFull() == SeriesLimits.WhenFull.REFUSE) {
      return false;
    }
    Series<S> oldest = shard.oldest();
    if (oldest != null && oldest != shard.newest()) {
      remove(shard, oldest);
      evicted.increment();
    }
    return true;
  }

  private void remove(Shard<S> shard, Series<S> series) {
    shard.remove(series);
    size.decrementAndGet();
    release(series.metric);
  }

  private Shard<S> shard(long high) {
    return shards.get((int) (high >>> 32) & (SHARDS - 1));
  }
}
