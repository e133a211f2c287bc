package dev.weir.collector.processors.cumulativetodelta;

import dev.weir.collector.helper.metrics.MetricPoint;
import dev.weir.collector.helper.metrics.PointValue;
import dev.weir.collector.helper.series.SeriesCursor;
import dev.weir.otlp.edit.MetricEdit;
import dev.weir.otlp.edit.ScopeMetricsEdit;
import dev.weir.otlp.edit.ScopeMetricsEditor;
import java.util.BitSet;

/// The conversion of one batch.
final class Conversion implements ScopeMetricsEditor {
  private static final int DELTA = 1;
  private static final int CUMULATIVE = 2;

  private final MetricSelection selection;
  private final SeriesCursor<Seen> cursor;
  private final PointDelta change;
  private final Tally tally = new Tally();
  private final BitSet dropped = new BitSet();
  private final MetricPoint point = new MetricPoint();

  Conversion(MetricSelection selection, SeriesCursor<Seen> cursor, PointDelta change) {
    this.selection = selection;
    this.cursor = cursor;
    this.change = change;
  }

  Tally tally() {
    return tally;
  }

  @Override
  public void edit(ScopeMetricsEdit scope) {
    boolean entered = false;
    for (int i = 0; i < scope.size(); i++) {
      MetricEdit metric = scope.metric(i);
      ConvertedType type = ConvertedType.of(metric.asItCame().data());
      if (type != null && converts(metric, type)) {
        if (!entered) {
          cursor.enter(scope);
          entered = true;
        }
        convert(metric, type);
      }
    }
  }

  private boolean converts(MetricEdit metric, ConvertedType type) {
    return selection.selects(metric.name(), type)
        && metric.temporality() == CUMULATIVE
        && (type != ConvertedType.SUM || metric.monotonic())
        && metric.points() > 0;
  }

  private void convert(MetricEdit metric, ConvertedType type) {
    cursor.metric(metric.name(), metric.unit(), metric.data(), CUMULATIVE, true);
    dropped.clear();
    for (int i = 0; i < metric.points(); i++) {
      Outcome outcome = take(point.read(metric, i));
      tally.count(type, outcome);
      if (outcome.isDropped()) {
        dropped.set(i);
      } else if (outcome == Outcome.CONVERTED) {
        MetricPoint.rewrite(metric, i, change.start(), change.delta());
      }
    }
    metric.keepPoints(index -> !dropped.get(index));
    metric.temporality(DELTA);
  }

  private Outcome take(MetricPoint point) {
    if (point.isWithoutValue()) {
      return Outcome.NO_RECORDED_VALUE;
    }
    PointValue value = point.value();
    if (value instanceof PointValue.Real real && Double.isNaN(real.value())) {
      return Outcome.PASSED;
    }
    change.point(new Seen(point.startTime(), point.time(), value));
    cursor.update(point.attributes(), change);
    return change.outcome();
  }
}
