package dev.weir.collector.helper.series;

import org.jspecify.annotations.Nullable;

/// What a point does to the state of its series.
///
/// @param <S> the state; immutable, so that a change can be taken back
@FunctionalInterface
public interface SeriesChange<S> {
  /// The state after the point. Called while the series is locked, so it must not wait.
  ///
  /// @param before the state, or null when the series is new
  /// @return the state by now; `before` itself when it stays, and null when a series need not be
  ///   kept that was not there before
  @Nullable S apply(@Nullable S before);
}
