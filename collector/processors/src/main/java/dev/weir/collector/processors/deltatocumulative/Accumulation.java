package dev.weir.collector.processors.deltatocumulative;

import dev.weir.collector.helper.metrics.MetricPoint;
import dev.weir.collector.helper.series.SeriesCursor;
import dev.weir.otlp.edit.MetricEdit;
import dev.weir.otlp.edit.ScopeMetricsEdit;
import dev.weir.otlp.edit.ScopeMetricsEditor;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;

/// The conversion of one batch.
final class Accumulation implements ScopeMetricsEditor {
  private static final int DELTA = 1;
  private static final int CUMULATIVE = 2;

  private final SeriesCursor<Total> cursor;
  private final PointTotal change = new PointTotal();
  private final MetricPoint point = new MetricPoint();
  private final BitSet dropped = new BitSet();
  private final Map<Outcome, int[]> counts = new EnumMap<>(Outcome.class);

  Accumulation(SeriesCursor<Total> cursor) {
    this.cursor = cursor;
  }

  /// How many points had which outcome, each in an array of one.
  Map<Outcome, int[]> counts() {
    return counts;
  }

  @Override
  public void edit(ScopeMetricsEdit scope) {
    boolean entered = false;
    for (int i = 0; i < scope.size(); i++) {
      MetricEdit metric = scope.metric(i);
      if (metric.temporality() == DELTA && MetricPoint.isPossible(metric.data())) {
        if (!entered) {
          cursor.enter(scope);
          entered = true;
        }
        convert(metric);
      }
    }
  }

  private void convert(MetricEdit metric) {
    cursor.metric(metric.name(), metric.unit(), metric.data(), DELTA, metric.monotonic());
    dropped.clear();
    for (int i = 0; i < metric.points(); i++) {
      Outcome outcome = take(point.read(metric, i));
      counts.computeIfAbsent(outcome, _ -> new int[1])[0]++;
      Total total = change.total();
      if (outcome.isDropped()) {
        dropped.set(i);
      } else if (outcome == Outcome.ADDED && total != null) {
        MetricPoint.rewrite(metric, i, total.start(), total.value());
      }
    }
    metric.keepPoints(index -> !dropped.get(index));
    metric.temporality(CUMULATIVE);
  }

  private Outcome take(MetricPoint point) {
    if (point.isWithoutValue()) {
      return Outcome.PASSED;
    }
    change.point(new Total(point.startTime(), point.time(), point.value()));
    cursor.update(point.attributes(), change);
    return change.outcome();
  }
}
