package dev.weir.collector.helper.series;

import dev.weir.otlp.common.AttributesView;
import org.jspecify.annotations.Nullable;

/// A part of a table, with a lock of its own: series by hash, and in a list from the one that was
/// used last to the one that was not used for the longest time.
final class Shard<S> {
  private static final int FIRST_SIZE = 16;

  private @Nullable Series<S>[] buckets = newBuckets(FIRST_SIZE);
  private int size;
  private @Nullable Series<S> newest;
  private @Nullable Series<S> oldest;

  @Nullable Series<S> find(Identity metric, long high, long low, AttributesView attributes) {
    for (Series<S> each = buckets[bucket(low, buckets.length)]; each != null; each = each.next) {
      if (each.low == low
          && each.high == high
          && each.metric.equals(metric)
          && Identity.sameAttributes(each.attributes, each.number, attributes)) {
        return each;
      }
    }
    return null;
  }

  void add(Series<S> series, long now) {
    if (size == buckets.length) {
      grow();
    }
    int bucket = bucket(series.low, buckets.length);
    series.next = buckets[bucket];
    buckets[bucket] = series;
    size++;
    series.lastSeen = now;
    link(series);
  }

  void touch(Series<S> series, long now) {
    series.lastSeen = now;
    if (series != newest) {
      unlink(series);
      link(series);
    }
  }

  void remove(Series<S> series) {
    int bucket = bucket(series.low, buckets.length);
    Series<S> before = buckets[bucket];
    if (before == series) {
      buckets[bucket] = series.next;
    } else {
      while (before != null && before.next != series) {
        before = before.next;
      }
      if (before != null) {
        before.next = series.next;
      }
    }
    unlink(series);
    series.isGone = true;
    size--;
  }

  @Nullable Series<S> oldest() {
    return oldest;
  }

  @Nullable Series<S> newest() {
    return newest;
  }

  private void link(Series<S> series) {
    Series<S> last = newest;
    series.older = last;
    series.newer = null;
    if (last == null) {
      oldest = series;
    } else {
      last.newer = series;
    }
    newest = series;
  }

  private void unlink(Series<S> series) {
    Series<S> older = series.older;
    Series<S> newer = series.newer;
    if (older == null) {
      oldest = newer;
    } else {
      older.newer = newer;
    }
    if (newer == null) {
      newest = older;
    } else {
      newer.older = older;
    }
  }

  private void grow() {
    @Nullable Series<S>[] larger = newBuckets(buckets.length * 2);
    for (Series<S> first : buckets) {
      Series<S> each = first;
      while (each != null) {
        Series<S> next = each.next;
        int bucket = bucket(each.low, larger.length);
        each.next = larger[bucket];
        larger[bucket] = each;
        each = next;
      }
    }
    buckets = larger;
  }

  private static int bucket(long low, int length) {
    return (int) low & (length - 1);
  }

  /// An array of a generic type, which the language cannot make.
  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <S> @Nullable Series<S>[] newBuckets(int length) {
    return (@Nullable Series<S>[]) new Series[length];
  }
}
