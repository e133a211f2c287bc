package dev.weir.store.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A trace at a glance.
///
/// @param traceId in lower-case hexadecimal digits
/// @param rootService service of the first span without a parent, or null if there is none
/// @param rootName name of that span
/// @param start the first start
/// @param duration from the first start to the last end, in nanoseconds
/// @param services by descending number of spans, then by name
public record TraceSummary(
    String traceId,
    @Nullable String rootService,
    @Nullable String rootName,
    long start,
    long duration,
    long spans,
    long errors,
    List<ServiceShare> services) {

  /// The part of one service in a trace. The name is empty where spans have none.
  public record ServiceShare(String service, long spans, long errors) {}
}
