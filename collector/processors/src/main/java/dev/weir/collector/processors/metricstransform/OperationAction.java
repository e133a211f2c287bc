package dev.weir.collector.processors.metricstransform;

/// What an operation does to a metric.
public enum OperationAction {
  ADD_LABEL,
  UPDATE_LABEL,
  DELETE_LABEL_VALUE,
  TOGGLE_SCALAR_DATA_TYPE,
  EXPERIMENTAL_SCALE_VALUE,
  AGGREGATE_LABELS,
  AGGREGATE_LABEL_VALUES
}
