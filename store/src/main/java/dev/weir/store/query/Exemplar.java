package dev.weir.store.query;

import java.util.Map;

/// A measurement that was kept with the span it was made in. Ids are empty if there is no span.
public record Exemplar(
    long time, double value, String traceId, String spanId, Map<String, Value> attributes) {}
