package dev.weir.collector.exporters.debug;

import dev.weir.collector.api.Batch;
import dev.weir.collector.exporters.debug.Output.Count;
import dev.weir.otlp.common.MessageView;
import dev.weir.otlp.logs.LogsView;
import dev.weir.otlp.metrics.MetricView;
import dev.weir.otlp.metrics.MetricsView;
import dev.weir.otlp.metrics.ResourceMetricsView;
import dev.weir.otlp.metrics.ScopeMetricsView;
import dev.weir.otlp.profiles.ProfilesView;
import dev.weir.otlp.trace.TracesView;
import dev.weir.otlp.wire.ByteRange;
import java.util.List;

/// The line that says how much is in a batch.
final class Summary {
  private Summary() {}

  static void write(Batch batch, Output output) {
    ByteRange range = batch.range();
    switch (batch.signal()) {
      case TRACES ->
          output.summary(
              "Traces",
              List.of(
                  new Count("resource spans", size(new TracesView().wrap(range).resourceSpans())),
                  new Count("spans", batch.items())));
      case METRICS ->
          output.summary(
              "Metrics",
              List.of(
                  new Count(
                      "resource metrics", size(new MetricsView().wrap(range).resourceMetrics())),
                  new Count("metrics", metrics(new MetricsView().wrap(range).resourceMetrics())),
                  new Count("data points", batch.items())));
      case LOGS ->
          output.summary(
              "Logs",
              List.of(
                  new Count("resource logs", size(new LogsView().wrap(range).resourceLogs())),
                  new Count("log records", batch.items())));
      case PROFILES ->
          output.summary(
              "Profiles",
              List.of(
                  new Count(
                      "resource profiles", size(new ProfilesView().wrap(range).resourceProfiles())),
                  new Count("sample records", batch.items())));
    }
  }

  static long size(MessageView messages) {
    long size = 0;
    while (messages.next()) {
      size++;
    }
    return size;
  }

  private static long metrics(ResourceMetricsView resources) {
    long count = 0;
    while (resources.next()) {
      ScopeMetricsView scopes = resources.scopeMetrics();
      while (scopes.next()) {
        MetricView metrics = scopes.metrics();
        count += size(metrics);
      }
    }
    return count;
  }
}
