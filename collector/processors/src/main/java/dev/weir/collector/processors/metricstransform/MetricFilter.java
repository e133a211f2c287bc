package dev.weir.collector.processors.metricstransform;

import dev.weir.collector.helper.matching.TextMatcher;
import dev.weir.otlp.edit.MetricEdit;
import java.util.List;
import java.util.function.IntPredicate;

/// Which metrics a transform works on, and which of their points. May be used by many threads.
final class MetricFilter {
  private final TextMatcher name;
  private final List<LabelCondition> labels;

  MetricFilter(TransformConfig config) {
    name = TextMatcher.of(config.matchType(), List.of(config.include()));
    labels =
        config.experimentalMatchLabels().entrySet().stream()
            .map(label -> new LabelCondition(label.getKey(), label.getValue(), config.matchType()))
            .toList();
  }

  /// Whether the name is right, and any point, if the metric has points.
  boolean matches(MetricEdit metric) {
    if (!name.matches(metric.name())) {
      return false;
    }
    if (labels.isEmpty()) {
      return true;
    }
    int points = metric.points();
    IntPredicate wanted = points(metric);
    for (int i = 0; i < points; i++) {
      if (wanted.test(i)) {
        return true;
      }
    }
    return points == 0;
  }

  boolean matchesAllPoints(MetricEdit metric) {
    IntPredicate wanted = points(metric);
    for (int i = 0; i < metric.points() && !labels.isEmpty(); i++) {
      if (!wanted.test(i)) {
        return false;
      }
    }
    return true;
  }

  /// Whether the point of a number has the labels.
  IntPredicate points(MetricEdit metric) {
    if (labels.isEmpty()) {
      return _ -> true;
    }
    PointLabels point = new PointLabels();
    return index -> {
      point.read(metric, index);
      for (LabelCondition label : labels) {
        if (!label.matches(point.attributes())) {
          return false;
        }
      }
      return true;
    };
  }
}
