package dev.weir.store.query;

import dev.weir.otlp.Signal;
import java.time.Duration;
import java.util.List;

/// Asks for items.
///
/// @param select columns to return
/// @param order by what to order, first the first; equal items are in no particular order
/// @param limit how many items
/// @param timeout after which the request fails with [QueryTimeoutException]
public record SearchRequest(
    Signal signal,
    TimeRange range,
    Expr filter,
    List<Expr> select,
    List<Order> order,
    int limit,
    Duration timeout) {
  public SearchRequest {
    select = List.copyOf(select);
    order = List.copyOf(order);
  }
}
