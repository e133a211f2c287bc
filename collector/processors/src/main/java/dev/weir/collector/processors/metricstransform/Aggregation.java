package dev.weir.collector.processors.metricstransform;

import dev.weir.collector.helper.metrics.MetricPoint;
import dev.weir.collector.helper.metrics.PointValue;
import dev.weir.otlp.edit.MetricEdit;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes one point of those of a metric that are alike. It stands where the first of them stood,
/// with the earliest of their start times.
final class Aggregation {
  private static final int DELTA = 1;

  private Aggregation() {}

  /// @param type null to keep the first of them
  static void apply(MetricEdit metric, @Nullable AggregationType type, Drops drops) {
    MetricPoint point = new MetricPoint();
    boolean isDelta = metric.temporality() == DELTA;
    Map<PointKey, PointGroup> groups = new LinkedHashMap<>();
    BitSet kept = new BitSet();
    for (int i = 0; i < metric.points(); i++) {
      point.read(metric, i);
      PointKey key = PointKey.of(point, isDelta);
      PointValue value = point.value();
      PointGroup group = groups.get(key);
      while (group != null && !group.first().isLike(value)) {
        group = group.next();
      }
      if (group == null) {
        PointGroup others = groups.get(key);
        groups.put(key, new PointGroup(i, point.startTime(), value, others));
        kept.set(i);
      } else if (type == null) {
        drops.notAggregated();
      } else {
        group.add(point.startTime(), value);
      }
    }
    for (PointGroup newest : groups.values()) {
      for (PointGroup group = newest; group != null; group = group.next()) {
        write(metric, group, type);
      }
    }
    metric.keepPoints(kept::get);
  }

  private static void write(MetricEdit metric, PointGroup group, @Nullable AggregationType type) {
    if (type != null && (group.size() > 1 || type == AggregationType.COUNT)) {
      MetricPoint.rewrite(metric, group.index(), group.startTime(), group.value(type));
    }
  }
}
