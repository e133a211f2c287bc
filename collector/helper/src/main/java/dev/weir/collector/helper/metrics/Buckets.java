package dev.weir.collector.helper.metrics;

import dev.weir.otlp.common.RepeatedNumberView;
import dev.weir.otlp.metrics.BucketsView;
import dev.weir.otlp.wire.ProtoWriter;
import java.util.Arrays;

/// The positive or negative buckets of an exponential histogram: counts from the bucket of index
/// `offset` on. Empty buckets at both ends are left out. Immutable.
///
/// Indices are `long` inside, since a message may claim any of `int` and sums of them must not
/// overflow.
public final class Buckets {
  public static final Buckets EMPTY = new Buckets(0, new long[0]);

  private final int offset;
  private final long[] counts;

  private Buckets(int offset, long[] counts) {
    this.offset = offset;
    this.counts = counts;
  }

  /// Buckets of these counts, which the caller gives away.
  public static Buckets of(int offset, long[] counts) {
    int from = 0;
    int to = counts.length;
    while (from < to && counts[from] == 0) {
      from++;
    }
    while (from < to && counts[to - 1] == 0) {
      to--;
    }
    if (from == to) {
      return EMPTY;
    }
    return to - from == counts.length
        ? new Buckets(offset, counts)
        : new Buckets(offset + from, Arrays.copyOfRange(counts, from, to));
  }

  public static Buckets of(BucketsView view) {
    RepeatedNumberView numbers = view.bucketCounts();
    long[] counts = new long[numbers.size()];
    for (int i = 0; numbers.next(); i++) {
      counts[i] = numbers.longValue();
    }
    return of(view.bucketOffset(), counts);
  }

  /// The index of the first bucket.
  public int offset() {
    return offset;
  }

  /// How many buckets there are.
  public int size() {
    return counts.length;
  }

  public boolean isEmpty() {
    return counts.length == 0;
  }

  /// The count of the bucket at `index` of the scale, 0 outside.
  public long count(long index) {
    long at = index - offset;
    return at >= 0 && at < counts.length ? counts[(int) at] : 0;
  }

  /// All counts together.
  public long total() {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    return total;
  }

  /// The same counts in buckets that are `2^steps` as wide.
  public Buckets coarser(int steps) {
    if (steps == 0 || isEmpty()) {
      return this;
    }
    int shift = Math.min(steps, Long.SIZE - 1);
    long first = (long) offset >> shift;
    long last = ((long) offset + counts.length - 1) >> shift;
    long[] merged = new long[(int) (last - first) + 1];
    for (int i = 0; i < counts.length; i++) {
      merged[(int) ((((long) offset + i) >> shift) - first)] += counts[i];
    }
    return of((int) first, merged);
  }

  /// The same counts, so many buckets further up.
  Buckets moved(int steps) {
    return isEmpty() ? this : new Buckets(offset + steps, counts);
  }

  /// By how many steps these and others must become coarser to fit in `max` buckets together.
  int stepsToFit(Buckets other, int max) {
    if (isEmpty() || other.isEmpty()) {
      return isEmpty() && other.isEmpty() ? 0 : (isEmpty() ? other : this).stepsToFit(max);
    }
    return steps(
        Math.min(offset, other.offset),
        Math.max((long) offset + counts.length, (long) other.offset + other.counts.length) - 1,
        max);
  }

  int stepsToFit(int max) {
    return isEmpty() ? 0 : steps(offset, (long) offset + counts.length - 1, max);
  }

  /// Both together, at one scale.
  Buckets plus(Buckets other) {
    if (isEmpty() || other.isEmpty()) {
      return isEmpty() ? other : this;
    }
    int first = Math.min(offset, other.offset);
    long end = Math.max((long) offset + counts.length, (long) other.offset + other.counts.length);
    long[] sums = new long[(int) (end - first)];
    System.arraycopy(counts, 0, sums, offset - first, counts.length);
    for (int i = 0; i < other.counts.length; i++) {
      sums[other.offset - first + i] += other.counts[i];
    }
    return of(first, sums);
  }

  /// Whether every bucket holds at least as much as the other's.
  boolean covers(Buckets other) {
    for (int i = 0; i < other.counts.length; i++) {
      if (Long.compareUnsigned(count((long) other.offset + i), other.counts[i]) < 0) {
        return false;
      }
    }
    return true;
  }

  /// What these hold more than others that they cover.
  Buckets minus(Buckets other) {
    long[] rest = counts.clone();
    for (int i = 0; i < rest.length; i++) {
      rest[i] -= other.count((long) offset + i);
    }
    return of(offset, rest);
  }

  /// Without the buckets of an index up to `last`.
  Buckets above(long last) {
    long drop = last + 1 - offset;
    if (drop <= 0) {
      return this;
    }
    return drop >= counts.length
        ? EMPTY
        : of(offset + (int) drop, Arrays.copyOfRange(counts, (int) drop, counts.length));
  }

  /// Writes them as field `number`, or nothing when empty.
  void write(ProtoWriter out, int number) {
    if (isEmpty()) {
      return;
    }
    int mark = out.beginMessage(number, counts.length * 2);
    out.sint64(1, offset);
    int packed = out.beginMessage(2, counts.length);
    for (long count : counts) {
      out.varint(count);
    }
    out.endMessage(packed, ProtoWriter.varintSize(counts.length));
    out.endMessage(mark, ProtoWriter.varintSize(counts.length * 2L));
  }

  private static int steps(long first, long last, int max) {
    int steps = 0;
    while ((last >> steps) - (first >> steps) >= max) {
      steps++;
    }
    return steps;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Buckets that
        && offset == that.offset
        && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return 31 * offset + Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return offset + Arrays.toString(counts);
  }
}
