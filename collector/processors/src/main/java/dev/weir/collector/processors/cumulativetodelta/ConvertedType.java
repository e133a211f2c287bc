package dev.weir.collector.processors.cumulativetodelta;

import dev.weir.collector.api.Key;
import dev.weir.otlp.metrics.MetricView;
import org.jspecify.annotations.Nullable;

/// A type of metric that can be converted.
public enum ConvertedType {
  SUM("sum"),
  HISTOGRAM("histogram"),
  @Key("exponentialhistogram")
  EXPONENTIAL_HISTOGRAM("exponential_histogram");

  private final String label;

  ConvertedType(String label) {
    this.label = label;
  }

  /// As the processor's own metrics call it.
  String label() {
    return label;
  }

  /// The type of data that can be converted, or null.
  static @Nullable ConvertedType of(MetricView.Data data) {
    return switch (data) {
      case SUM -> SUM;
      case HISTOGRAM -> HISTOGRAM;
      case EXPONENTIAL_HISTOGRAM -> EXPONENTIAL_HISTOGRAM;
      case NONE, GAUGE, SUMMARY -> null;
    };
  }
}
