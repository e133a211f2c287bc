package dev.weir.store.query;

import java.util.List;

/// A metric that has points.
///
/// @param type see [Intrinsic#METRIC_TYPE]
/// @param temporality `unspecified`, `delta`, `cumulative`
/// @param monotonic whether it is a sum that only grows
/// @param series how many series it has
/// @param services whose metric it is, by name
public record MetricInfo(
    String name,
    String type,
    String unit,
    String description,
    String temporality,
    boolean monotonic,
    long series,
    List<String> services) {}
