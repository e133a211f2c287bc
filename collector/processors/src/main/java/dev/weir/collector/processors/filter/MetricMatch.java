package dev.weir.collector.processors.filter;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Problems;
import dev.weir.collector.helper.matching.AttributeCondition;
import dev.weir.collector.helper.matching.MatchConfig;
import dev.weir.collector.helper.matching.MatchType;
import dev.weir.otlp.Signal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Metrics to include or exclude.
///
/// @param matchType `strict` or `regexp`
/// @param regexp tuning of a cache that is not needed here
/// @param expressions conditions of `match_type: expr`, which is not supported
public record MetricMatch(
    String matchType,
    @Nullable Object regexp,
    List<String> metricNames,
    List<String> expressions,
    List<AttributeCondition> resourceAttributes)
    implements ComponentConfig {

  public static MetricMatch defaults() {
    return new MetricMatch("", null, List.of(), List.of(), List.of());
  }

  @Override
  public void validate(Problems problems) {
    switch (matchType) {
      case "strict", "regexp" -> {
        if (!metricNames.isEmpty() || !resourceAttributes.isEmpty()) {
          config().validate("", Signal.METRICS, problems);
        }
        if (!expressions.isEmpty()) {
          problems.add("expressions", "expressions are for match_type expr");
        }
      }
      case "expr" ->
          problems.add(
              "match_type",
              "expr",
              "strict or regexp; write what the expressions say as conditions under"
                  + " metrics::metric or metrics::datapoint");
      default -> problems.add("match_type", matchType, "strict or regexp");
    }
  }

  /// Null if it matches by nothing.
  @Nullable MatchConfig match() {
    return metricNames.isEmpty() && resourceAttributes.isEmpty() ? null : config();
  }

  private MatchConfig config() {
    return new MatchConfig(
        matchType.equals("regexp") ? MatchType.REGEXP : MatchType.STRICT,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        metricNames,
        List.of(),
        resourceAttributes,
        List.of());
  }
}
