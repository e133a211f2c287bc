package dev.weir.collector.processors.metricstransform;

/// What becomes of the metrics that a transform selects.
public enum TransformAction {
  /// A changed copy is added.
  INSERT,
  /// They are changed.
  UPDATE,
  /// They become one.
  COMBINE,
  /// They move to another resource.
  GROUP
}
