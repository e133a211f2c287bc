package dev.weir.collector.processors.metricsgeneration;

/// What a new metric is made of.
public enum GenerationType {
  /// Two metrics.
  CALCULATE,
  /// A metric and a number.
  SCALE
}
