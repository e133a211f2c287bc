package dev.weir.collector.processors.cumulativetodelta;

import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Losses;
import dev.weir.collector.api.Telemetry;
import dev.weir.collector.api.Telemetry.Counter;
import dev.weir.collector.helper.series.SeriesTable;
import dev.weir.otlp.Signal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/// What the processor measures, under the Collector's names, and what it drops.
final class DeltaTelemetry {
  private static final String PREFIX = "otelcol_cumulativetodelta_";

  private final Losses losses;
  private final Map<ConvertedType, Counter> points = new EnumMap<>(ConvertedType.class);
  private final Map<ConvertedType, Map<Outcome, Counter>> dropped =
      new EnumMap<>(ConvertedType.class);

  DeltaTelemetry(ComponentContext context, SeriesTable<Seen> series) {
    Telemetry telemetry = context.telemetry();
    losses = context.losses();
    for (ConvertedType type : ConvertedType.values()) {
      points.put(type, converted(telemetry, type));
      Map<Outcome, Counter> reasons = new EnumMap<>(Outcome.class);
      for (Outcome outcome : Outcome.values()) {
        if (outcome.isDropped()) {
          reasons.put(outcome, dropped(telemetry, type, outcome));
        }
      }
      dropped.put(type, reasons);
    }
    observe(telemetry, series);
  }

  void report(Tally tally) {
    points.forEach((type, counter) -> {
      long sent = tally.of(type, Outcome.CONVERTED) + (long) tally.of(type, Outcome.WHOLE);
      if (sent > 0) {
        counter.add(sent);
      }
    });
    dropped.forEach((type, reasons) ->
        reasons.forEach((outcome, counter) -> {
          int count = tally.of(type, outcome);
          if (count > 0) {
            counter.add(count);
            reportLoss(outcome, count);
          }
        }));
  }

  private void reportLoss(Outcome outcome, int count) {
    switch (outcome) {
      case OUT_OF_ORDER ->
          losses.lost(
              Signal.METRICS, count, outcome.reason(), "older than the last point of its series");
      case BUCKET_MISMATCH ->
          losses.lost(
              Signal.METRICS,
              count,
              outcome.reason(),
              "other buckets than the last point of its series");
      default -> losses.dropped(Signal.METRICS, count, outcome.reason());
    }
  }

  private static Counter converted(Telemetry telemetry, ConvertedType type) {
    return telemetry.counter(
        PREFIX + "datapoints",
        "Number of data points converted",
        "{datapoint}",
        labels(telemetry, Map.of("metric_type", type.label())));
  }

  private static Counter dropped(Telemetry telemetry, ConvertedType type, Outcome outcome) {
    return telemetry.counter(
        PREFIX + "datapoints_dropped",
        "Number of data points dropped",
        "{datapoint}",
        labels(telemetry, Map.of("metric_type", type.label(), "reason", outcome.reason())));
  }

  private static void observe(Telemetry telemetry, SeriesTable<Seen> series) {
    Map<String, String> labels = telemetry.componentLabels();
    telemetry.gauge(
        PREFIX + "streams_tracked",
        "Number of series remembered",
        "{stream}",
        labels,
        series::size);
    telemetry.observableCounter(
        PREFIX + "streams_forgotten",
        "Number of series forgotten since no point came",
        "{stream}",
        labels(telemetry, Map.of("reason", "stale")),
        series::expired);
    telemetry.observableCounter(
        PREFIX + "streams_forgotten",
        "Number of series forgotten to make room",
        "{stream}",
        labels(telemetry, Map.of("reason", "limit")),
        series::evicted);
  }

  private static Map<String, String> labels(Telemetry telemetry, Map<String, String> more) {
    Map<String, String> labels = new HashMap<>(telemetry.componentLabels());
    labels.putAll(more);
    return labels;
  }
}
