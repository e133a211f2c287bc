package dev.weir.ottl.metrics;

import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.ProtoWriter;
import dev.weir.ottl.metrics.Metric.Kind;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Adds points of histograms of one kind to one. Exponential ones of different scales get the
/// coarsest scale among them.
final class HistogramMerge {
  private static final int COUNTS = 6;
  private static final int SCALE = 6;
  private static final int ZERO_COUNT = 7;
  private static final int POSITIVE = 8;
  private static final int NEGATIVE = 9;
  private static final int OFFSET = 1;
  private static final int BUCKETS = 2;

  private HistogramMerge() {}

  /// The first point, with what all have.
  static Fields merge(List<Fields> points, Kind kind) {
    Fields one = points.getFirst();
    if (points.size() == 1) {
      return one;
    }
    boolean exponential = kind == Kind.EXPONENTIAL_HISTOGRAM;
    extremes(points, exponential ? 12 : 11);
    if (points.stream().anyMatch(point -> point.has(Metric.SUM))) {
      one.real(Metric.SUM, points.stream().mapToDouble(point -> point.real(Metric.SUM)).sum());
    }
    one.fixed64(Metric.COUNT, sum(points, Metric.COUNT));
    if (exponential) {
      exponential(points);
    } else {
      explicit(points);
    }
    int exemplars = exponential ? 11 : 8;
    for (Fields point : points.subList(1, points.size())) {
      one.copy(point, exemplars, exemplars);
    }
    return one;
  }

  private static void extremes(List<Fields> points, int min) {
    Fields one = points.getFirst();
    if (points.stream().allMatch(point -> point.has(min))) {
      one.real(min, points.stream().mapToDouble(point -> point.real(min)).min().orElse(0));
    } else {
      one.remove(min);
    }
    int max = min + 1;
    if (points.stream().allMatch(point -> point.has(max))) {
      one.real(max, points.stream().mapToDouble(point -> point.real(max)).max().orElse(0));
    } else {
      one.remove(max);
    }
  }

  private static void explicit(List<Fields> points) {
    TreeMap<Integer, Long> counts = new TreeMap<>();
    for (Fields point : points) {
      int place = 0;
      for (ByteRange range : point.all(COUNTS)) {
        for (int at = 0; at < range.length(); at += Long.BYTES) {
          long count = FieldCursor.fixed64At(range.buffer(), range.offset() + at);
          counts.merge(place++, count, Long::sum);
        }
      }
    }
    ProtoWriter out = new ProtoWriter();
    counts.values().forEach(out::fixed64Value);
    points.getFirst().remove(COUNTS).add(COUNTS, ByteRange.of(out.toByteArray()));
  }

  private static void exponential(List<Fields> points) {
    Fields one = points.getFirst();
    int scale = points.stream().mapToInt(point -> zigzag(point.bits(SCALE))).min().orElse(0);
    one.fixed64(ZERO_COUNT, sum(points, ZERO_COUNT));
    for (int side : new int[] {POSITIVE, NEGATIVE}) {
      TreeMap<Integer, Long> counts = new TreeMap<>();
      for (Fields point : points) {
        add(point.message(side), zigzag(point.bits(SCALE)) - scale, counts);
      }
      one.remove(side);
      if (!counts.isEmpty()) {
        one.message(side, buckets(counts));
      }
    }
    one.varint(SCALE, ((long) scale << 1 ^ scale >> 31) & 0xFFFF_FFFFL);
  }

  private static void add(Fields buckets, int shift, Map<Integer, Long> counts) {
    int index = zigzag(buckets.bits(OFFSET));
    for (ByteRange range : buckets.all(BUCKETS)) {
      int at = range.offset();
      while (at < range.offset() + range.length()) {
        long count = FieldCursor.varintAt(range.buffer(), at);
        at += ProtoWriter.varintSize(count);
        if (count != 0) {
          counts.merge(index >> shift, count, Long::sum);
        }
        index++;
      }
    }
  }

  private static Fields buckets(SortedMap<Integer, Long> counts) {
    int first = counts.firstKey();
    ProtoWriter out = new ProtoWriter();
    for (int i = first; i <= counts.lastKey(); i++) {
      out.varint(counts.getOrDefault(i, 0L));
    }
    return new Fields()
        .varint(OFFSET, ((long) first << 1 ^ first >> 31) & 0xFFFF_FFFFL)
        .add(BUCKETS, ByteRange.of(out.toByteArray()));
  }

  private static long sum(List<Fields> points, int number) {
    return points.stream().mapToLong(point -> point.bits(number)).sum();
  }

  private static int zigzag(long bits) {
    return (int) (bits >>> 1 ^ -(bits & 1));
  }
}
