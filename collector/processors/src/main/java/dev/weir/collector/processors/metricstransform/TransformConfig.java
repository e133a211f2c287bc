package dev.weir.collector.processors.metricstransform;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Problems;
import dev.weir.collector.helper.matching.MatchType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One transform, as the user writes it.
///
/// @param include the name of the metrics, or an expression found in it
/// @param experimentalMatchLabels values that labels of points must have
/// @param newName what the metrics are called afterwards
/// @param groupResourceLabels attributes of the resource that `group` makes
/// @param aggregationType how `combine` makes one of points that become alike; null leaves them
///   apart
/// @param submatchCase in which letters `combine` makes labels of groups
/// @param operations what is done to each metric
public record TransformConfig(
    String include,
    MatchType matchType,
    Map<String, String> experimentalMatchLabels,
    @Nullable TransformAction action,
    String newName,
    Map<String, String> groupResourceLabels,
    @Nullable AggregationType aggregationType,
    @Nullable SubmatchCase submatchCase,
    List<OperationConfig> operations)
    implements ComponentConfig {

  public static TransformConfig defaults() {
    return new TransformConfig(
        "", MatchType.STRICT, Map.of(), null, "", Map.of(), null, null, List.of());
  }

  @Override
  public void validate(Problems problems) {
    if (include.isEmpty()) {
      problems.add("include", "missing required field \"include\"");
    }
    if (matchType == MatchType.REGEXP) {
      validateExpression(problems, "include", include);
      experimentalMatchLabels.forEach((label, value) ->
          validateExpression(problems, "experimental_match_labels::" + label, value));
    }
    if (action == null) {
      problems.add("action", null, "insert, update, combine or group");
      return;
    }
    boolean makesNew = action == TransformAction.INSERT || action == TransformAction.COMBINE;
    require(problems, "new_name", makesNew && newName.isEmpty());
    boolean groups = action == TransformAction.GROUP;
    require(problems, "group_resource_labels", groups && groupResourceLabels.isEmpty());
  }

  private static void validateExpression(Problems problems, String key, String expression) {
    try {
      Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      problems.add(key, expression, "a regular expression in RE2's syntax; " + e.getMessage());
    }
  }

  private void require(Problems problems, String key, boolean isMissing) {
    if (isMissing) {
      problems.add(
          key,
          "missing required field \"%s\" while \"action\" is %s"
              .formatted(key, String.valueOf(action).toLowerCase(Locale.ROOT)));
    }
  }
}
