package dev.weir.collector.connectors.sum;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Problems;
import dev.weir.collector.helper.tally.Conditions;
import dev.weir.collector.helper.tally.ItemKind;
import dev.weir.collector.helper.tally.TallySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the user writes under `sum:`: sums by the names of their metrics.
///
/// @param metrics taken for the Collector's sake; metrics have no attributes to add up
public record SumConfig(
    Map<String, MetricInfo> spans,
    Map<String, MetricInfo> spanevents,
    Map<String, MetricInfo> metrics,
    Map<String, MetricInfo> datapoints,
    Map<String, MetricInfo> logs)
    implements ComponentConfig {

  @Override
  public void validate(Problems problems) {
    validate("spans", ItemKind.SPANS, spans, problems);
    validate("spanevents", ItemKind.SPAN_EVENTS, spanevents, problems);
    validate("datapoints", ItemKind.DATA_POINTS, datapoints, problems);
    validate("logs", ItemKind.LOGS, logs, problems);
    if (!metrics.isEmpty()) {
      problems.warn("metrics", "metrics have no attributes to add up; use datapoints");
    }
  }

  List<TallySpec> specs() {
    List<TallySpec> specs = new ArrayList<>();
    spans.forEach((name, info) -> specs.add(info.spec(ItemKind.SPANS, name)));
    spanevents.forEach((name, info) -> specs.add(info.spec(ItemKind.SPAN_EVENTS, name)));
    datapoints.forEach((name, info) -> specs.add(info.spec(ItemKind.DATA_POINTS, name)));
    logs.forEach((name, info) -> specs.add(info.spec(ItemKind.LOGS, name)));
    return specs;
  }

  private static void validate(
      String section, ItemKind kind, Map<String, MetricInfo> sums, Problems problems) {
    if (sums.containsKey("")) {
      problems.add(section, section + ": metric name missing");
    }
    sums.forEach((name, info) ->
        Conditions.validate(kind, info.conditions(), section + "::" + name, problems));
  }
}
