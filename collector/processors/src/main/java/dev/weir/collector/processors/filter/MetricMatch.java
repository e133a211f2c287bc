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
/// @param matchType `strict`, `regexp` or `expr`
/// @param regexp tuning of a cache that is not needed here
/// @param expressions conditions of `match_type: expr`, see [LabelExpression]
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
      case "expr" -> {
        if (!metricNames.isEmpty() || !resourceAttributes.isEmpty()) {
          problems.add("match_type", "metric_names are for match_type strict or regexp");
        }
        for (int i = 0; i < expressions.size(); i++) {
          try {
            LabelExpression.of(expressions.get(i));
          } catch (IllegalArgumentException e) {
            problems.add("expressions::" + i, String.valueOf(e.getMessage()));
          }
        }
      }
      default -> problems.add("match_type", matchType, "strict, regexp or expr");
    }
  }

  /// What it matches by with `match_type: expr`; nothing if it is of another type.
  List<LabelExpression.Condition> conditions() {
    return matchType.equals("expr")
        ? expressions.stream().map(LabelExpression::of).toList()
        : List.of();
  }

  /// Null if it matches by nothing, or by expressions.
  @Nullable MatchConfig match() {
    return matchType.equals("expr") || (metricNames.isEmpty() && resourceAttributes.isEmpty())
        ? null
        : config();
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
