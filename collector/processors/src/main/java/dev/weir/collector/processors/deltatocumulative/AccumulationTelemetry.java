package dev.weir.collector.processors.deltatocumulative;

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
final class AccumulationTelemetry {
  private static final String PREFIX = "otelcol_deltatocumulative_";

  private final Losses losses;
  private final Map<Outcome, Counter> points = new EnumMap<>(Outcome.class);

  AccumulationTelemetry(
      DeltaToCumulativeConfig config, ComponentContext context, SeriesTable<Total> series) {
    losses = context.losses();
    Telemetry telemetry = context.telemetry();
    for (Outcome outcome : Outcome.values()) {
      points.put(outcome, points(telemetry, outcome));
    }
    observe(config, telemetry, series);
  }

  void report(Map<Outcome, int[]> counts) {
    for (var entry : counts.entrySet()) {
      Counter counter = points.get(entry.getKey());
      int count = entry.getValue()[0];
      if (counter != null) {
        counter.add(count);
      }
      reportLoss(entry.getKey(), count);
    }
  }

  private void reportLoss(Outcome outcome, int count) {
    switch (outcome) {
      case OUT_OF_ORDER ->
          losses.lost(
              Signal.METRICS,
              count,
              outcome.reason(),
              "not newer than the last point of its series");
      case OLDER_START ->
          losses.lost(Signal.METRICS, count, outcome.reason(), "begins before its series");
      case LIMIT ->
          losses.lost(Signal.METRICS, count, outcome.reason(), "max_streams series are kept");
      case ADDED, FIRST, PASSED -> {}
    }
  }

  private static Counter points(Telemetry telemetry, Outcome outcome) {
    Map<String, String> labels = new HashMap<>(telemetry.componentLabels());
    if (outcome.isDropped()) {
      labels.put("error", outcome.error());
    }
    return telemetry.counter(
        PREFIX + "datapoints",
        "total number of datapoints processed. may have 'error' attribute, if processing failed",
        "{datapoint}",
        labels);
  }

  private static void observe(
      DeltaToCumulativeConfig config, Telemetry telemetry, SeriesTable<Total> series) {
    Map<String, String> labels = telemetry.componentLabels();
    telemetry.gauge(
        PREFIX + "streams_tracked", "number of streams tracked", "{dps}", labels, series::size);
    telemetry.gauge(
        PREFIX + "streams_limit",
        "upper limit of tracked streams",
        "{stream}",
        labels,
        config::maxStreams);
    telemetry.gauge(
        PREFIX + "streams_max_stale",
        "duration after which streams inactive streams are dropped",
        "s",
        labels,
        () -> config.maxStale().toSeconds());
    telemetry.observableCounter(
        PREFIX + "streams_forgotten",
        "Number of streams forgotten since no point came",
        "{stream}",
        labels,
        series::expired);
  }
}
