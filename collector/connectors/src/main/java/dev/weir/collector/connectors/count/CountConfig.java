package dev.weir.collector.connectors.count;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Problems;
import dev.weir.collector.helper.tally.Conditions;
import dev.weir.collector.helper.tally.ItemKind;
import dev.weir.collector.helper.tally.TallySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the user writes under `count:`: counts by the names of their metrics. Where there are none,
/// all items of the kind are counted.
public record CountConfig(
    Map<String, MetricInfo> spans,
    Map<String, MetricInfo> spanevents,
    Map<String, MetricInfo> metrics,
    Map<String, MetricInfo> datapoints,
    Map<String, MetricInfo> logs,
    Map<String, MetricInfo> profiles)
    implements ComponentConfig {

  @Override
  public void validate(Problems problems) {
    validate("spans", ItemKind.SPANS, spans, problems);
    validate("spanevents", ItemKind.SPAN_EVENTS, spanevents, problems);
    validate("metrics", ItemKind.METRICS, metrics, problems);
    validate("datapoints", ItemKind.DATA_POINTS, datapoints, problems);
    validate("logs", ItemKind.LOGS, logs, problems);
    validate("profiles", ItemKind.PROFILES, profiles, problems);
    validateNoAttributes("metrics", metrics, problems);
    validateNoAttributes("profiles", profiles, problems);
  }

  List<TallySpec> specs() {
    List<TallySpec> specs = new ArrayList<>();
    add(specs, ItemKind.SPANS, spans, "trace.span.count", "The number of spans observed.");
    add(
        specs,
        ItemKind.SPAN_EVENTS,
        spanevents,
        "trace.span.event.count",
        "The number of span events observed.");
    add(specs, ItemKind.METRICS, metrics, "metric.count", "The number of metrics observed.");
    add(
        specs,
        ItemKind.DATA_POINTS,
        datapoints,
        "metric.datapoint.count",
        "The number of data points observed.");
    add(specs, ItemKind.LOGS, logs, "log.record.count", "The number of log records observed.");
    add(specs, ItemKind.PROFILES, profiles, "profile.count", "The number of profiles observed.");
    return specs;
  }

  private static void add(
      List<TallySpec> specs,
      ItemKind kind,
      Map<String, MetricInfo> counts,
      String name,
      String description) {
    if (counts.isEmpty()) {
      specs.add(new TallySpec(kind, name, description, List.of(), List.of(), null));
    }
    counts.forEach((each, info) -> specs.add(info.spec(kind, each)));
  }

  private static void validate(
      String section, ItemKind kind, Map<String, MetricInfo> counts, Problems problems) {
    if (counts.containsKey("")) {
      problems.add(section, section + ": metric name missing");
    }
    counts.forEach((name, info) ->
        Conditions.validate(kind, info.conditions(), section + "::" + name, problems));
  }

  private static void validateNoAttributes(
      String section, Map<String, MetricInfo> counts, Problems problems) {
    counts.forEach((name, info) -> {
      if (!info.attributes().isEmpty()) {
        problems.add(section + "::" + name, section + " attributes not supported");
      }
    });
  }
}
