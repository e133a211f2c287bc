package dev.weir.store.query;

import java.time.Duration;
import java.util.List;

/// Asks for traces that have a span within the range that passes the filter.
///
/// @param select columns to return of the matching spans
/// @param traces how many traces, those with the newest matching span first
/// @param spansPerTrace how many matching spans of each to return, the first by start
public record TraceSearchRequest(
    TimeRange range,
    Expr filter,
    List<Expr> select,
    int traces,
    int spansPerTrace,
    Duration timeout) {
  public TraceSearchRequest {
    select = List.copyOf(select);
  }
}
