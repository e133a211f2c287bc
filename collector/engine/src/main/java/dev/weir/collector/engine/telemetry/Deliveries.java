package dev.weir.collector.engine.telemetry;

import dev.weir.otlp.Signal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What exporters sent, as their metrics say.
public final class Deliveries {
  private static final String SENT = "otelcol_exporter_sent_";

  private Deliveries() {}

  /// Items of one signal that one exporter sent.
  ///
  /// @param component kind and name, such as `exporter:otlp_grpc/x`
  public record Delivery(String component, Signal signal, long items) {
    @Override
    public String toString() {
      return items + " " + signal.items() + " (" + component + ")";
    }
  }

  /// What was sent until now, by exporter and signal.
  public static List<Delivery> of(MetricRegistry metrics) {
    List<Delivery> result = new ArrayList<>();
    for (Signal signal : Signal.values()) {
      Map<String, Long> byExporter = new TreeMap<>();
      metrics.startingWith(SENT + signal.items()).stream()
          .filter(family -> family.name().equals(SENT + signal.items()))
          .forEach(family ->
              family.forEach((labels, series) ->
                  byExporter.merge(
                      labels.getOrDefault("exporter", ""), (long) series.value(), Long::sum)));
      byExporter.values().removeIf(items -> items == 0);
      byExporter.forEach(
          (exporter, items) -> result.add(new Delivery("exporter:" + exporter, signal, items)));
    }
    result.sort(Comparator.comparing(Delivery::component).thenComparing(Delivery::signal));
    return List.copyOf(result);
  }
}
