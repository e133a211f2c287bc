package dev.weir.collector.processors.attributes;

/// What a value is converted to.
public enum ConvertedType {
  INT,
  DOUBLE,
  STRING
}
