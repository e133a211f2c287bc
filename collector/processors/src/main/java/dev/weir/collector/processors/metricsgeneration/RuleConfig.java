package dev.weir.collector.processors.metricsgeneration;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Problems;
import org.jspecify.annotations.Nullable;

/// One rule, as the user writes it.
///
/// @param name of the new metric
/// @param metric1 the metric whose points are calculated with
/// @param metric2 the other metric
/// @param scaleBy the number to calculate with
/// @param matchAttributes whether points of both metrics are paired by their attributes
public record RuleConfig(
    String name,
    String unit,
    @Nullable GenerationType type,
    String metric1,
    String metric2,
    double scaleBy,
    OperationType operation,
    boolean matchAttributes)
    implements ComponentConfig {

  public static RuleConfig defaults() {
    return new RuleConfig("", "", null, "", "", 0, OperationType.ADD, false);
  }

  @Override
  public void validate(Problems problems) {
    if (name.isEmpty()) {
      problems.add("name", "missing required field \"name\"");
    }
    if (metric1.isEmpty()) {
      problems.add("metric1", "missing required field \"metric1\"");
    }
    if (type == null) {
      problems.add("type", null, "calculate or scale");
    } else if (type == GenerationType.CALCULATE && metric2.isEmpty()) {
      problems.add(
          "metric2", "missing required field \"metric2\" for generation type \"calculate\"");
    } else if (type == GenerationType.SCALE && !(scaleBy > 0)) {
      problems.add("scale_by", scaleBy, "greater than 0 for generation type \"scale\"");
    }
  }
}
