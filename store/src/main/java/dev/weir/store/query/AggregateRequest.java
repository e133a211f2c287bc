package dev.weir.store.query;

import dev.weir.otlp.Signal;
import java.time.Duration;
import java.util.List;

/// Asks for numbers over items, by groups and over time.
///
/// @param by group keys; none for one group
/// @param step length in nanoseconds of the steps of time, counted from the start of the range
///   (which then must not be [TimeRange#ALL]); 0 for none
/// @param measures what to compute; at most one [Measure.Histogram]
/// @param limit how many groups, those with the most items first; a group counts once with all its
///   steps
/// @param timeout after which the request fails with [QueryTimeoutException]
public record AggregateRequest(
    Signal signal,
    TimeRange range,
    Expr filter,
    List<Expr> by,
    long step,
    List<Measure> measures,
    int limit,
    Duration timeout) {
  public AggregateRequest {
    by = List.copyOf(by);
    measures = List.copyOf(measures);
    if (step < 0) {
      throw new IllegalArgumentException("step: " + step + " (expected: 0 or more)");
    }
  }
}
