package dev.weir.collector.processors.metricsgeneration;

/// What is calculated.
public enum OperationType {
  ADD,
  SUBTRACT,
  MULTIPLY,
  DIVIDE,
  PERCENT;

  /// The result, or NaN when there is none.
  double apply(double a, double b) {
    return switch (this) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> b == 0 ? Double.NaN : a / b;
      case PERCENT -> b == 0 ? Double.NaN : a / b * 100;
    };
  }
}
