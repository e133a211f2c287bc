package dev.weir.collector.processors.metricstransform;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.re2j.Pattern;
import dev.weir.collector.helper.matching.MatchType;
import dev.weir.otlp.edit.MetricEdit;
import dev.weir.otlp.edit.ScopeMetricsEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// One transform, ready to be done on metrics by many threads.
final class Transform {
  private final TransformAction action;
  private final MetricFilter filter;
  private final byte[] newName;
  private final @Nullable NameTemplate template;
  private final List<Operation> operations;
  private final @Nullable Combination combination;
  private final @Nullable Grouping grouping;

  /// @param version of the collector
  Transform(TransformConfig config, String version) {
    action = Objects.requireNonNull(config.action());
    filter = new MetricFilter(config);
    newName = config.newName().getBytes(UTF_8);
    template =
        config.matchType() == MatchType.REGEXP && newName.length > 0
            ? new NameTemplate(Pattern.compile(config.include()), config.newName())
            : null;
    operations = config.operations().stream().map(each -> Operation.of(each, version)).toList();
    combination = action == TransformAction.COMBINE ? new Combination(config) : null;
    grouping = action == TransformAction.GROUP ? new Grouping(config.groupResourceLabels()) : null;
  }

  void apply(ScopeMetricsEdit scope, Outcome outcome) {
    List<MetricEdit> matched = matched(scope);
    if (matched.isEmpty()) {
      return;
    }
    switch (action) {
      case UPDATE -> matched.forEach(metric -> change(scope, metric, outcome));
      case INSERT ->
          matched.forEach(metric -> {
            MetricEdit copy = scope.copy(metric);
            copy.keepPoints(filter.points(copy));
            change(scope, copy, outcome);
          });
      case COMBINE -> combine(scope, matched, outcome);
      case GROUP -> group(scope, matched, outcome);
    }
  }

  private List<MetricEdit> matched(ScopeMetricsEdit scope) {
    List<MetricEdit> matched = List.of();
    for (int i = 0; i < scope.size(); i++) {
      MetricEdit metric = scope.metric(i);
      if (filter.matches(metric)) {
        matched = matched.isEmpty() ? new ArrayList<>() : matched;
        matched.add(metric);
      }
    }
    return matched;
  }

  /// Renames a metric and does the operations, as far as its points are all wanted.
  private void change(ScopeMetricsEdit scope, MetricEdit metric, Outcome outcome) {
    boolean hadPoints = metric.points() > 0;
    boolean isWhole = action != TransformAction.UPDATE || filter.matchesAllPoints(metric);
    if (newName.length > 0 && isWhole) {
      metric.name(template == null ? newName : template.expand(metric.name().toString()));
    }
    IntPredicate wanted = filter.points(metric);
    for (Operation operation : operations) {
      if (isWhole || !operation.isForAllPoints()) {
        operation.apply(metric, wanted, outcome.drops());
      }
    }
    if (hadPoints && metric.points() == 0) {
      scope.remove(metric);
    }
  }

  private void combine(ScopeMetricsEdit scope, List<MetricEdit> matched, Outcome outcome) {
    Combination combining = Objects.requireNonNull(combination);
    String obstacle = Combination.obstacle(matched);
    if (obstacle != null) {
      outcome.notCombined(obstacle);
      return;
    }
    MetricEdit combined = combining.combine(scope, matched, filter, outcome.drops());
    change(scope, combined, outcome);
  }

  private void group(ScopeMetricsEdit scope, List<MetricEdit> matched, Outcome outcome) {
    Grouping into = Objects.requireNonNull(grouping);
    outcome.grouped(into.move(scope, matched, filter, outcome.moved()));
  }
}
