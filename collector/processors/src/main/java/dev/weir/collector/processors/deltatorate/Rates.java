package dev.weir.collector.processors.deltatorate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.collector.helper.matching.TextMatcher;
import dev.weir.collector.helper.metrics.MetricPoint;
import dev.weir.collector.helper.metrics.PointValue;
import dev.weir.otlp.edit.MetricEdit;
import dev.weir.otlp.edit.ScopeMetricsEdit;
import dev.weir.otlp.edit.ScopeMetricsEditor;
import dev.weir.otlp.metrics.MetricView;
import dev.weir.otlp.metrics.NumberDataPointView;
import java.util.BitSet;

/// The conversion of one batch.
final class Rates implements ScopeMetricsEditor {
  private static final int DELTA = 1;
  private static final double SECOND = 1e9;

  private final TextMatcher names;
  private final NumberDataPointView point = new NumberDataPointView();
  private final BitSet dropped = new BitSet();
  private int countOfDropped;

  Rates(TextMatcher names) {
    this.names = names;
  }

  /// How many points had no rate.
  int dropped() {
    return countOfDropped;
  }

  @Override
  public void edit(ScopeMetricsEdit scope) {
    for (int i = 0; i < scope.size(); i++) {
      MetricEdit metric = scope.metric(i);
      if (names.matches(metric.name())
          && metric.data() == MetricView.Data.SUM
          && metric.temporality() == DELTA) {
        convert(metric);
      }
    }
  }

  private void convert(MetricEdit metric) {
    dropped.clear();
    for (int i = 0; i < metric.points(); i++) {
      metric.point(i, point);
      long start = point.startTimeUnixNano();
      long nanos = point.timeUnixNano() - start;
      if (start == 0 || nanos <= 0) {
        dropped.set(i);
        countOfDropped++;
      } else {
        double value = point.isDouble() ? point.asDouble() : point.asInt();
        MetricPoint.rewrite(metric, i, start, new PointValue.Real(value / (nanos / SECOND)));
      }
    }
    metric.keepPoints(index -> !dropped.get(index));
    metric.data(MetricView.Data.GAUGE);
    metric.unit((metric.unit() + "/s").getBytes(UTF_8));
  }
}
