package dev.weir.collector.engine.telemetry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The metrics of one name, which differ by their labels.
final class Family {

  enum Kind {
    COUNTER,
    GAUGE,
    HISTOGRAM
  }

  private final String name;
  private final String help;
  private final String unit;
  private final Kind kind;
  private final ConcurrentHashMap<Map<String, String>, Series> series = new ConcurrentHashMap<>();

  Family(String name, String help, String unit, Kind kind) {
    this.name = name;
    this.help = help;
    this.unit = unit;
    this.kind = kind;
  }

  String name() {
    return name;
  }

  String help() {
    return help;
  }

  String unit() {
    return unit;
  }

  Kind kind() {
    return kind;
  }

  void forEach(BiConsumer<Map<String, String>, Series> action) {
    series.forEach(action);
  }

  <S extends Series> S series(Map<String, String> labels, Class<S> type, Supplier<S> make) {
    Series found = series.computeIfAbsent(Map.copyOf(labels), key -> make.get());
    if (!type.isInstance(found)) {
      throw new IllegalStateException("metric " + name + labels + " is observed, not recorded");
    }
    return type.cast(found);
  }

  void replace(Map<String, String> labels, Series with) {
    series.put(Map.copyOf(labels), with);
  }

  /// Adds a series; one that has the same labels already is joined with it.
  void merge(Map<String, String> labels, Series other) {
    series.merge(Map.copyOf(labels), other, (a, b) -> a.joined(b, kind));
  }

  double value(Map<String, String> labels) {
    @Nullable Series found = series.get(labels);
    return found == null ? 0 : found.value();
  }
}
