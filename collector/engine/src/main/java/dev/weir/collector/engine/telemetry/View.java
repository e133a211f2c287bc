package dev.weir.collector.engine.telemetry;

import dev.weir.collector.engine.config.MetricView;
import dev.weir.collector.engine.config.MetricView.Aggregation;
import dev.weir.collector.engine.config.MetricView.Selector;
import dev.weir.collector.engine.config.MetricView.Stream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One view: which instruments it selects, and what becomes of them.
///
/// @param name of the selected instruments, with `*` and `?`
/// @param keys the attributes that are kept
record View(Selector selector, Predicate<String> name, Stream stream, Predicate<String> keys) {

  static View of(MetricView view) {
    Selector selector = Objects.requireNonNullElseGet(view.selector(), Selector::defaults);
    Stream stream = Objects.requireNonNullElseGet(view.stream(), Stream::defaults);
    String name = selector.instrumentName();
    return new View(
        selector,
        name == null ? any -> true : Globs.of(name),
        stream,
        Globs.of(stream.attributeKeys()));
  }

  boolean selects(Family family) {
    return name.test(family.name())
        && (selector.instrumentType() == null || hasType(family, selector.instrumentType()))
        && (selector.unit() == null || selector.unit().equals(family.unit()))
        && (selector.meterName() == null || selector.meterName().equals(OtlpMetrics.SCOPE));
  }

  /// Counters are counters, whether they are recorded or observed; gauges also stand for what Go
  /// has as a counter that goes up and down.
  private static boolean hasType(Family family, String type) {
    return switch (family.kind()) {
      case COUNTER -> type.equals("counter") || type.equals("observable_counter");
      case HISTOGRAM -> type.equals("histogram");
      case GAUGE -> type.contains("gauge") || type.contains("up_down_counter");
    };
  }

  /// The buckets that the view asks for, or null.
  double @Nullable [] bounds() {
    Aggregation aggregation = stream.aggregation();
    var explicit = aggregation == null ? null : aggregation.explicitBucketHistogram();
    List<Double> boundaries = explicit == null ? null : explicit.boundaries();
    return boundaries == null
        ? null
        : boundaries.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  /// The metric that becomes of a selected one; none when it is dropped.
  List<Family> apply(Family family) {
    Aggregation aggregation = stream.aggregation();
    if (aggregation != null && aggregation.drop() != null) {
      return List.of();
    }
    boolean isSummed =
        aggregation != null && aggregation.sum() != null && family.kind() == Family.Kind.HISTOGRAM;
    boolean isLast =
        aggregation != null
            && aggregation.lastValue() != null
            && family.kind() == Family.Kind.COUNTER;
    Family.Kind kind = isSummed ? Family.Kind.COUNTER : isLast ? Family.Kind.GAUGE : family.kind();
    Family shown =
        new Family(
            Objects.requireNonNullElse(stream.name(), family.name()),
            Objects.requireNonNullElse(stream.description(), family.help()),
            family.unit(),
            kind);
    family.forEach((labels, series) -> {
      Series own = isSummed ? Series.Observed.sumOf(series) : series;
      shown.merge(kept(labels), own);
    });
    return List.of(shown);
  }

  private Map<String, String> kept(Map<String, String> labels) {
    if (stream.attributeKeys() == null) {
      return labels;
    }
    Map<String, String> kept = new HashMap<>(labels);
    kept.keySet().removeIf(key -> !keys.test(key));
    return kept;
  }
}
