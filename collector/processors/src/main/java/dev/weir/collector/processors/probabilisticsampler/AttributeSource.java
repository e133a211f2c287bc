package dev.weir.collector.processors.probabilisticsampler;

import dev.weir.collector.api.Key;

/// Where a log record's randomness comes from.
public enum AttributeSource {
  /// From its trace id, and only without one from an attribute.
  @Key(value = "traceID", former = "trace_id")
  TRACE_ID,
  /// From an attribute.
  RECORD
}
