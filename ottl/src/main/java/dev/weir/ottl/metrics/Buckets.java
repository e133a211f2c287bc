package dev.weir.ottl.metrics;

import dev.weir.otlp.edit.MessageEdit;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.ProtoWriter;
import java.util.Arrays;

/// The buckets of a histogram's point while they are merged.
final class Buckets {
  private static final int COUNTS = 6;
  private static final int BOUNDS = 7;
  private static final double SAME = 1e-12;

  private long[] counts;
  private double[] bounds;

  private Buckets(long[] counts, double[] bounds) {
    this.counts = counts;
    this.bounds = bounds;
  }

  static Buckets of(Fields point) {
    return new Buckets(counts(point), bounds(point));
  }

  static long[] counts(Fields point) {
    return packed(point, COUNTS);
  }

  static double[] bounds(Fields point) {
    return Arrays.stream(packed(point, BOUNDS)).mapToDouble(Double::longBitsToDouble).toArray();
  }

  /// Makes one bucket of those beside a bound; false if nothing changed.
  boolean removeBound(double bound) {
    int at = -1;
    for (int i = 0; i < bounds.length && at < 0; i++) {
      at = Math.abs(bounds[i] - bound) < SAME ? i : -1;
    }
    if (at < 0 || bounds.length + 1 != counts.length) {
      return false;
    }
    counts[at + 1] += counts[at];
    System.arraycopy(counts, at + 1, counts, at, counts.length - at - 1);
    System.arraycopy(bounds, at + 1, bounds, at, bounds.length - at - 1);
    counts = Arrays.copyOf(counts, counts.length - 1);
    bounds = Arrays.copyOf(bounds, bounds.length - 1);
    return true;
  }

  /// Merges neighbours until there are no more than a number; false if nothing changed.
  boolean limit(int most) {
    if (bounds.length + 1 != counts.length || counts.length <= most || !areOrdered()) {
      return false;
    }
    int group = (counts.length - 1) / most + 1;
    long[] merged = new long[(counts.length - 1) / group + 1];
    for (int i = 0; i < counts.length; i++) {
      merged[i / group] += counts[i];
    }
    double[] kept = new double[merged.length - 1];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = bounds[(i + 1) * group - 1];
    }
    counts = merged;
    bounds = kept;
    return true;
  }

  void write(MessageEdit point) {
    ProtoWriter out = new ProtoWriter();
    for (long count : counts) {
      out.fixed64Value(count);
    }
    point.bytes(COUNTS, out.toByteArray());
    out.reset();
    for (double bound : bounds) {
      out.fixed64Value(Double.doubleToRawLongBits(bound));
    }
    point.bytes(BOUNDS, out.toByteArray());
  }

  private boolean areOrdered() {
    for (int i = 1; i < bounds.length; i++) {
      if (!(bounds[i] > bounds[i - 1])) {
        return false;
      }
    }
    return true;
  }

  private static long[] packed(Fields point, int number) {
    long[] values = {};
    for (ByteRange range : point.all(number)) {
      int before = values.length;
      values = Arrays.copyOf(values, before + range.length() / Long.BYTES);
      for (int i = before; i < values.length; i++) {
        int at = range.offset() + (i - before) * Long.BYTES;
        values[i] = FieldCursor.fixed64At(range.buffer(), at);
      }
    }
    return values;
  }
}
