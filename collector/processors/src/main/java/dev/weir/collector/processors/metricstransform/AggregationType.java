package dev.weir.collector.processors.metricstransform;

/// How points that become alike are made one.
public enum AggregationType {
  SUM,
  MEAN,
  MIN,
  MAX,
  MEDIAN,
  COUNT
}
