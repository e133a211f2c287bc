package dev.weir.collector.processors.metricstransform;

import dev.weir.collector.helper.metrics.PointValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Points that become one. Not safe for threads.
final class PointGroup {
  private static final int MAX_BUCKETS = 160;

  private final int index;
  private final List<PointValue> values = new ArrayList<>();
  private final @Nullable PointGroup next;
  private long startTime;

  /// @param index where the first of them stands
  /// @param next a group of points of the same key whose buckets are others
  PointGroup(int index, long startTime, PointValue first, @Nullable PointGroup next) {
    this.index = index;
    this.startTime = startTime;
    this.next = next;
    values.add(first);
  }

  void add(long start, PointValue value) {
    values.add(value);
    if (Long.compareUnsigned(start, startTime) < 0) {
      startTime = start;
    }
  }

  int index() {
    return index;
  }

  int size() {
    return values.size();
  }

  PointValue first() {
    return values.getFirst();
  }

  @Nullable PointGroup next() {
    return next;
  }

  /// The earliest; unknown when one of them is.
  long startTime() {
    return startTime;
  }

  PointValue value(AggregationType type) {
    if (!first().isNumber()) {
      return sum();
    }
    return switch (type) {
      case SUM -> sum();
      case MEAN -> mean();
      case MIN -> extreme(-1);
      case MAX -> extreme(1);
      case MEDIAN -> median();
      case COUNT -> new PointValue.Whole(values.size());
    };
  }

  private PointValue sum() {
    PointValue sum = first();
    for (int i = 1; i < values.size(); i++) {
      sum = sum.plus(values.get(i), MAX_BUCKETS);
    }
    return sum;
  }

  private PointValue mean() {
    int size = values.size();
    return switch (sum()) {
      case PointValue.Whole sum when sum.value() % size == 0 ->
          new PointValue.Whole(sum.value() / size);
      case PointValue.Whole sum -> new PointValue.Real((double) sum.value() / size);
      case PointValue.Real sum -> new PointValue.Real(sum.value() / size);
      case PointValue other -> other;
    };
  }

  private PointValue extreme(int sign) {
    PointValue extreme = first();
    for (PointValue value : values) {
      if (sign * PointValue.compareNumbers(value, extreme) > 0) {
        extreme = value;
      }
    }
    return extreme;
  }

  private PointValue median() {
    List<PointValue> sorted = values.stream().sorted(PointValue::compareNumbers).toList();
    PointValue upper = sorted.get(sorted.size() / 2);
    return sorted.size() % 2 == 1
        ? upper
        : sorted.get(sorted.size() / 2 - 1).plus(upper, MAX_BUCKETS).times(0.5);
  }
}
