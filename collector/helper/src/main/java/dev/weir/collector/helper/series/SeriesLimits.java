package dev.weir.collector.helper.series;

import java.time.Duration;

/// How many series are kept, and for how long.
///
/// @param maxSeries at most so many; above 0
/// @param maxStale series that no point came for in this time are forgotten; zero for never
/// @param whenFull what happens to a new series when there are that many
public record SeriesLimits(long maxSeries, Duration maxStale, WhenFull whenFull) {

  /// What happens when there is no room for a new series.
  public enum WhenFull {
    /// It is refused.
    REFUSE,
    /// One of those that no point came for the longest time is forgotten.
    FORGET_OLDEST
  }
}
