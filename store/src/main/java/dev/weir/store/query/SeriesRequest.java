package dev.weir.store.query;

import java.time.Duration;

/// Asks for the points of a metric, by series.
///
/// @param filter over metric points
/// @param resolution nanoseconds; of the points of a series in each such interval (counted from
///   1970) one is returned, see [Series.Point]; 0 for all points
/// @param series how many series
/// @param points how many points together
public record SeriesRequest(
    String metric,
    TimeRange range,
    Expr filter,
    long resolution,
    int series,
    int points,
    Duration timeout) {}
