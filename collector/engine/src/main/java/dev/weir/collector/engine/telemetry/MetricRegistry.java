package dev.weir.collector.engine.telemetry;

import dev.weir.collector.api.Telemetry.Counter;
import dev.weir.collector.api.Telemetry.Histogram;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.DoubleSupplier;

/// All metrics of one collector, in order of their names. Asking again for the same name and labels
/// gives the same instrument. Any thread may call it.
public final class MetricRegistry {
  private final ConcurrentSkipListMap<String, Family> families = new ConcurrentSkipListMap<>();
  private final Views views;

  public MetricRegistry() {
    this(Views.NONE);
  }

  /// A registry whose metrics are shown as the views say.
  public MetricRegistry(Views views) {
    this.views = views;
  }

  /// A counter, made on first use.
  public Counter counter(String name, String help, String unit, Map<String, String> labels) {
    return family(name, help, unit, Family.Kind.COUNTER)
        .series(labels, Series.Count.class, Series.Count::new);
  }

  /// A histogram, made on first use.
  ///
  /// @param bounds upper bounds of the buckets, ascending, without infinity
  public Histogram histogram(
      String name, String help, String unit, double[] bounds, Map<String, String> labels) {
    Family family = family(name, help, unit, Family.Kind.HISTOGRAM);
    return family.series(
        labels,
        Series.Distribution.class,
        () -> new Series.Distribution(views.bounds(family, bounds)));
  }

  /// A value that is asked for when metrics are read; replaces one of the same name and labels.
  public void gauge(
      String name, String help, String unit, Map<String, String> labels, DoubleSupplier value) {
    family(name, help, unit, Family.Kind.GAUGE).replace(labels, new Series.Observed(value));
  }

  /// As [#gauge], for a value that only grows.
  public void observableCounter(
      String name, String help, String unit, Map<String, String> labels, DoubleSupplier value) {
    family(name, help, unit, Family.Kind.COUNTER).replace(labels, new Series.Observed(value));
  }

  /// The present value of one counter or gauge, or 0 when there is none such.
  public double value(String name, Map<String, String> labels) {
    Family family = families.get(name);
    return family == null ? 0 : family.value(labels);
  }

  /// Is told a value.
  @FunctionalInterface
  public interface ValueReader {
    void read(String name, Map<String, String> labels, double value);
  }

  /// Tells the present values of all counters and gauges whose names begin so.
  public void forEachValue(String prefix, ValueReader reader) {
    for (Family family : startingWith(prefix)) {
      if (family.kind() != Family.Kind.HISTOGRAM) {
        family.forEach((labels, series) -> reader.read(family.name(), labels, series.value()));
      }
    }
  }

  /// What is shown, in order of the names.
  Collection<Family> shown() {
    return families.values().stream().flatMap(family -> views.of(family).stream()).toList();
  }

  /// All families whose names begin so, shown or not.
  List<Family> startingWith(String prefix) {
    return List.copyOf(families.subMap(prefix, prefix + Character.MAX_VALUE).values());
  }

  private Family family(String name, String help, String unit, Family.Kind kind) {
    Family family = families.computeIfAbsent(name, key -> new Family(key, help, unit, kind));
    if (family.kind() != kind) {
      throw new IllegalStateException(
          "metric " + name + " is a " + family.kind() + " (asked for: " + kind + ")");
    }
    return family;
  }
}
