package dev.weir.otlp.batch;

/// Is told which envelopes surround the items that come next. Each call hands over a whole encoded
/// message, to be read and not written: where a view may be wrapped around it.
public interface EnvelopeListener {
  /// A `ResourceSpans`, `ResourceMetrics`, `ResourceLogs` or `ResourceProfiles` begins.
  default void resource(byte[] buffer, int offset, int length) {}

  /// A `ScopeSpans`, `ScopeMetrics`, `ScopeLogs` or `ScopeProfiles` begins.
  default void scope(byte[] buffer, int offset, int length) {}

  /// A `Metric` begins. Its data field tells of which kind its data points are.
  default void metric(byte[] buffer, int offset, int length) {}
}
