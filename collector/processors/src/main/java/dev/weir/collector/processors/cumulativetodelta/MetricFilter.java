package dev.weir.collector.processors.cumulativetodelta;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.OffWhenEmpty;
import dev.weir.collector.api.Problems;
import dev.weir.collector.helper.matching.MatchType;
import dev.weir.collector.helper.matching.RegexpSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which metrics, under `include` or `exclude`.
///
/// @param metrics names, or expressions that are found in them
/// @param matchType how names are compared
/// @param regexp taken for the Collector's sake
/// @param metricTypes types of metrics
public record MetricFilter(
    List<String> metrics,
    @Nullable MatchType matchType,
    @OffWhenEmpty @Nullable RegexpSettings regexp,
    List<ConvertedType> metricTypes)
    implements ComponentConfig {

  public static MetricFilter defaults() {
    return new MetricFilter(List.of(), null, null, List.of());
  }

  @Override
  public void validate(Problems problems) {
    if (matchType == null && !metrics.isEmpty()) {
      problems.add("match_type", "match_type must be set if metrics are supplied");
    } else if (matchType != null && metrics.isEmpty()) {
      problems.add("metrics", "metrics must be supplied if match_type is set");
    }
    if (matchType == MatchType.REGEXP) {
      metrics.forEach(expression -> validateExpression(expression, problems));
    }
  }

  private static void validateExpression(String expression, Problems problems) {
    try {
      Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      problems.add(
          "metrics", expression, "a regular expression in RE2's syntax; " + e.getMessage());
    }
  }
}
