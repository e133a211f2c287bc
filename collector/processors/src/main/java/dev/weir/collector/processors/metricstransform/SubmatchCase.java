package dev.weir.collector.processors.metricstransform;

/// In which letters parts of a name become label values.
public enum SubmatchCase {
  LOWER,
  UPPER
}
