package dev.weir.collector.processors.metricstransform;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.weir.collector.helper.matching.MatchType;
import dev.weir.otlp.common.EncodedValue;
import dev.weir.otlp.edit.AttributesEdit;
import dev.weir.otlp.edit.MetricEdit;
import dev.weir.otlp.edit.ScopeMetricsEdit;
import dev.weir.otlp.metrics.MetricView;
import dev.weir.otlp.wire.FieldCursor;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Makes one metric of several: the points of all, with labels made of the groups of the expression
/// that their names match. May be used by many threads.
final class Combination {
  private final byte[] newName;
  private final @Nullable Pattern pattern;
  private final @Nullable SubmatchCase letters;
  private final @Nullable AggregationType type;

  Combination(TransformConfig config) {
    newName = config.newName().getBytes(UTF_8);
    pattern = config.matchType() == MatchType.REGEXP ? Pattern.compile(config.include()) : null;
    letters = config.submatchCase();
    type = config.aggregationType();
  }

  /// Why metrics cannot be combined, or null.
  static @Nullable String obstacle(List<MetricEdit> metrics) {
    MetricEdit first = metrics.getFirst();
    if (metrics.size() == 1) {
      return null;
    }
    Set<String> labels = labels(first);
    for (MetricEdit metric : metrics) {
      if (metric.data() == MetricView.Data.SUMMARY) {
        return "summaries cannot be combined";
      }
      if (metric.data() != first.data()) {
        return "they are of different types";
      }
      if (!metric.unit().toString().equals(first.unit().toString())) {
        return "they have different units";
      }
      if (metric.temporality() != first.temporality()) {
        return "they have different temporalities";
      }
      if (metric.monotonic() != first.monotonic()) {
        return "they differ in whether they may fall";
      }
      if (!labels(metric).equals(labels)) {
        return "their points have different labels";
      }
    }
    return null;
  }

  /// Adds the combined metric. The points that it got leave the others.
  MetricEdit combine(
      ScopeMetricsEdit scope, List<MetricEdit> metrics, MetricFilter filter, Drops drops) {
    MetricEdit combined = scope.copy(metrics.getFirst());
    combined.keepPoints(_ -> false);
    combined.name(newName);
    FieldCursor point = new FieldCursor();
    for (MetricEdit metric : metrics) {
      Map<String, EncodedValue> labels = labelsOf(metric.name().toString());
      IntPredicate wanted = filter.points(metric);
      for (int i = 0; i < metric.points(); i++) {
        if (wanted.test(i)) {
          metric.point(i, point);
          combined.addPoint(point.buffer(), point.offset(), point.length());
          add(combined, labels);
        }
      }
      metric.keepPoints(wanted.negate());
      if (metric.points() == 0) {
        scope.remove(metric);
      }
    }
    if (combined.data() != MetricView.Data.SUMMARY) {
      Aggregation.apply(combined, type, drops);
    }
    return combined;
  }

  private static void add(MetricEdit combined, Map<String, EncodedValue> labels) {
    int number = combined.attributesNumber();
    combined.editPoint(
        combined.points() - 1,
        point -> {
          AttributesEdit attributes = point.attributes(number);
          labels.forEach((label, value) -> attributes.upsert(label.getBytes(UTF_8), value));
        });
  }

  private Map<String, EncodedValue> labelsOf(String name) {
    Map<String, EncodedValue> labels = new LinkedHashMap<>();
    if (pattern == null) {
      return labels;
    }
    Matcher matcher = pattern.matcher(name);
    if (!matcher.find()) {
      return labels;
    }
    for (int group = 1; group <= matcher.groupCount(); group++) {
      String text = matcher.group(group);
      if (text != null && !text.isEmpty()) {
        labels.put(label(pattern, group), EncodedValue.of(inLetters(text)));
      }
    }
    return labels;
  }

  private static String label(Pattern pattern, int group) {
    for (var named : pattern.namedGroups().entrySet()) {
      if (named.getValue() == group) {
        return named.getKey();
      }
    }
    return "$" + group;
  }

  private String inLetters(String text) {
    if (letters == null) {
      return text;
    }
    return switch (letters) {
      case LOWER -> text.toLowerCase(Locale.ROOT);
      case UPPER -> text.toUpperCase(Locale.ROOT);
    };
  }

  private static Set<String> labels(MetricEdit metric) {
    Set<String> labels = new HashSet<>();
    PointLabels point = new PointLabels();
    for (int i = 0; i < metric.points(); i++) {
      point.read(metric, i);
      var attributes = point.attributes();
      while (attributes.next()) {
        labels.add(attributes.key().toString());
      }
    }
    return labels;
  }
}
