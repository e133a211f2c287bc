package dev.weir.collector.connectors.signaltometrics;

import java.util.List;

/// What tells metrics apart. Definitions that agree in it add to one metric.
///
/// @param monotonic whether a sum never falls
/// @param bounds of the buckets of a histogram
/// @param maxBuckets how many an exponential histogram may have on either side of zero
record MetricIdentity(
    Kind kind,
    String name,
    String description,
    String unit,
    boolean monotonic,
    List<Double> bounds,
    int maxBuckets) {

  /// The kinds of metrics, with the field of their points in which attributes stand.
  enum Kind {
    SUM(7),
    GAUGE(7),
    HISTOGRAM(9),
    EXPONENTIAL_HISTOGRAM(1);

    private final int attributes;

    Kind(int attributes) {
      this.attributes = attributes;
    }

    int attributes() {
      return attributes;
    }
  }

  static MetricIdentity of(MetricConfig config) {
    MetricConfig.Sum sum = config.sum();
    MetricConfig.Histogram histogram = config.histogram();
    MetricConfig.ExponentialHistogram exponential = config.exponentialHistogram();
    Kind kind = Kind.GAUGE;
    if (sum != null) {
      kind = Kind.SUM;
    } else if (histogram != null) {
      kind = Kind.HISTOGRAM;
    } else if (exponential != null) {
      kind = Kind.EXPONENTIAL_HISTOGRAM;
    }
    return new MetricIdentity(
        kind,
        config.name(),
        config.description(),
        config.unit(),
        sum != null && sum.monotonic(),
        histogram == null ? List.of() : histogram.upperBounds(),
        exponential == null ? 0 : exponential.maxBuckets());
  }

  /// A point that has seen nothing yet.
  Point newPoint() {
    return switch (kind) {
      case SUM -> new Point.Sum();
      case GAUGE -> new Point.Gauge();
      case HISTOGRAM -> new Point.Buckets(bounds.stream().mapToDouble(Point::unsigned).toArray());
      case EXPONENTIAL_HISTOGRAM -> new Point.Exponential(maxBuckets);
    };
  }
}
