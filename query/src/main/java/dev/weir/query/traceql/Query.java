package dev.weir.query.traceql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A query that was read.
///
/// @param text as it was written, with braces around it if it had none
/// @param stages at least one
/// @param metrics what is computed of the spans that are left, or null
/// @param after what is done with the series
public record Query(
    String text, List<Stage> stages, @Nullable Metrics metrics, List<SecondStage> after) {
  public Query {
    stages = List.copyOf(stages);
    after = List.copyOf(after);
  }

  /// Whether it is one pair of braces.
  public boolean isFilter() {
    return metrics == null
        && stages.size() == 1
        && stages.getFirst() instanceof Stage.Spans spans
        && spans.expr() instanceof SpansetExpr.Filter;
  }

  /// A step of a pipeline.
  public sealed interface Stage {

    /// Keeps the spans that pass.
    record Spans(SpansetExpr expr) implements Stage {}

    /// Keeps the sets of spans for which a comparison of aggregates holds.
    record ScalarFilter(ScalarExpr left, String operator, ScalarExpr right) implements Stage {}

    /// Divides sets of spans.
    record GroupBy(FieldExpr by) implements Stage {}

    /// Makes the sets of a trace one again.
    record Coalesce() implements Stage {}

    /// Names fields to return.
    record Select(List<FieldExpr> fields) implements Stage {}
  }

  /// Which spans of a trace.
  public sealed interface SpansetExpr {

    /// Braces; null if they are empty.
    record Filter(@Nullable FieldExpr condition) implements SpansetExpr {}

    /// An operator between two sets.
    record Operation(String operator, SpansetExpr left, SpansetExpr right) implements SpansetExpr {}

    /// A pipeline in parentheses.
    record Piped(List<Stage> stages) implements SpansetExpr {}
  }

  /// A number over a set of spans.
  public sealed interface ScalarExpr {

    /// `count()`, `max(duration)` and such.
    record Aggregate(String function, @Nullable FieldExpr of) implements ScalarExpr {}

    /// A constant.
    record Constant(FieldExpr.Static value) implements ScalarExpr {}

    /// A computation.
    record Operation(String operator, ScalarExpr left, ScalarExpr right) implements ScalarExpr {}
  }

  /// A metrics function.
  ///
  /// @param function such as `rate`
  /// @param of the field it is computed of, or null
  /// @param quantiles of `quantile_over_time`
  /// @param by fields that divide
  /// @param compare of `compare`
  public record Metrics(
      String function,
      @Nullable FieldExpr of,
      List<Double> quantiles,
      List<FieldExpr> by,
      @Nullable Compare compare,
      FieldExpr.Place place) {}

  /// The arguments of `compare`.
  ///
  /// @param topN how many values of each attribute
  /// @param start in nanoseconds; 0 for the whole range, as `end`
  public record Compare(SpansetExpr.Filter selection, int topN, long start, long end) {}

  /// What is done with series.
  public sealed interface SecondStage {

    /// Keeps those with the largest (`topk`) or smallest (`bottomk`) values.
    record Rank(boolean isTop, int count) implements SecondStage {}

    /// Keeps values for which a comparison holds.
    record Keep(String operator, double value) implements SecondStage {}
  }
}
