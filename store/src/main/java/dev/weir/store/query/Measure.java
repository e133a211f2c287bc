package dev.weir.store.query;

import java.util.List;

/// A number over the items of a group. Items for which `of` yields no number do not take part.
public sealed interface Measure {

  /// How many items.
  record Count() implements Measure {}

  /// How many items pass a filter.
  record CountIf(Expr filter) implements Measure {}

  /// Items per second, of the request's range or of a step.
  record Rate() implements Measure {}

  /// The share, from 0 to 1, of spans with status error, or of log records with severity 17 or
  /// more.
  record ErrorRate() implements Measure {}

  record Sum(Expr of) implements Measure {}

  record Avg(Expr of) implements Measure {}

  record Min(Expr of) implements Measure {}

  record Max(Expr of) implements Measure {}

  /// The value below which the share `quantile`, from 0 to 1, of the values lie, interpolated
  /// linearly between the two nearest.
  record Quantile(Expr of, double quantile) implements Measure {}

  /// How many values lie in each of the buckets whose upper bounds, ascending and inclusive, these
  /// are; one more bucket has what lies above. Its numbers are in [Group#histogram].
  record Histogram(Expr of, List<Double> bounds) implements Measure {
    public Histogram {
      bounds = List.copyOf(bounds);
    }
  }
}
