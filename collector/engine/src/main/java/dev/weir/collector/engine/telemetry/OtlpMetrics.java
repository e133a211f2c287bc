package dev.weir.collector.engine.telemetry;

import dev.weir.collector.api.BuildInfo;
import dev.weir.otlp.wire.ProtoWriter;
import java.util.Map;

/// Writes a registry as an OTLP `ExportMetricsServiceRequest`.
///
/// ```text
/// ExportMetricsServiceRequest   resource_metrics 1
///   ResourceMetrics             resource 1, scope_metrics 2
///     Resource                  attributes 1
///     ScopeMetrics              scope 1, metrics 2
///       InstrumentationScope    name 1, version 2
///       Metric                  name 1, description 2, unit 3, gauge 5, sum 7, histogram 9
///         Gauge                 data_points 1
///         Sum, Histogram        data_points 1, aggregation_temporality 2; Sum: is_monotonic 3
///           NumberDataPoint     start 2, time 3, as_double 4, as_int 6, attributes 7
///           HistogramDataPoint  start 2, time 3, count 4, sum 5, bucket_counts 6,
///                               explicit_bounds 7, attributes 9
/// ```
final class OtlpMetrics {
  static final String SCOPE = "dev.weir.collector";

  private static final int CUMULATIVE = 2;
  private static final int NUMBER_ATTRIBUTES = 7;
  private static final int HISTOGRAM_ATTRIBUTES = 9;
  private static final long EXACT_LONGS = 1L << 53;

  private final ProtoWriter out = new ProtoWriter(4096);
  private final long startNanos;
  private final long nowNanos;

  private OtlpMetrics(long startNanos, long nowNanos) {
    this.startNanos = startNanos;
    this.nowNanos = nowNanos;
  }

  /// The request with all metrics of a registry, cumulative.
  ///
  /// @param startNanos since when the metrics count, in nanoseconds of Unix time
  static byte[] write(
      MetricRegistry registry,
      Map<String, String> resource,
      BuildInfo build,
      long startNanos,
      long nowNanos) {
    OtlpMetrics metrics = new OtlpMetrics(startNanos, nowNanos);
    ProtoWriter out = metrics.out;
    int resourceMetrics = out.beginMessage(1);
    int resourceMark = out.beginMessage(1);
    metrics.attributes(1, resource);
    out.endMessage(resourceMark);
    int scopeMetrics = out.beginMessage(2);
    int scope = out.beginMessage(1);
    out.string(1, SCOPE);
    out.string(2, build.version());
    out.endMessage(scope);
    registry.shown().forEach(metrics::family);
    out.endMessage(scopeMetrics);
    out.endMessage(resourceMetrics);
    return out.toByteArray();
  }

  private void family(Family family) {
    int before = out.size();
    int metric = out.beginMessage(2);
    out.string(1, family.name());
    out.string(2, family.help());
    out.string(3, family.unit());
    int data = out.beginMessage(dataField(family.kind()));
    int empty = out.size();
    family.forEach(this::point);
    if (out.size() == empty) {
      out.truncate(before);
      return;
    }
    if (family.kind() != Family.Kind.GAUGE) {
      out.uint64(2, CUMULATIVE);
    }
    if (family.kind() == Family.Kind.COUNTER) {
      out.bool(3, true);
    }
    out.endMessage(data);
    out.endMessage(metric);
  }

  private static int dataField(Family.Kind kind) {
    return switch (kind) {
      case GAUGE -> 5;
      case COUNTER -> 7;
      case HISTOGRAM -> 9;
    };
  }

  private void point(Map<String, String> labels, Series series) {
    if (series instanceof Series.Distribution distribution) {
      histogram(labels, distribution);
    } else {
      number(labels, series.value());
    }
  }

  private void number(Map<String, String> labels, double value) {
    if (Double.isNaN(value)) {
      return;
    }
    int point = beginPoint();
    if (value == Math.rint(value) && Math.abs(value) < EXACT_LONGS) {
      out.fixed64(6, (long) value);
    } else {
      out.float64(4, value);
    }
    attributes(NUMBER_ATTRIBUTES, labels);
    out.endMessage(point);
  }

  private void histogram(Map<String, String> labels, Series.Distribution distribution) {
    double[] bounds = distribution.bounds();
    long[] counts = new long[bounds.length + 1];
    long count = 0;
    for (int i = 0; i < counts.length; i++) {
      counts[i] = distribution.count(i);
      count += counts[i];
    }
    int point = beginPoint();
    out.fixed64(4, count);
    out.float64(5, distribution.sum());
    int buckets = out.beginMessage(6);
    for (long bucket : counts) {
      out.fixed64Value(bucket);
    }
    out.endMessage(buckets);
    int explicitBounds = out.beginMessage(7);
    for (double bound : bounds) {
      out.fixed64Value(Double.doubleToRawLongBits(bound));
    }
    out.endMessage(explicitBounds);
    attributes(HISTOGRAM_ATTRIBUTES, labels);
    out.endMessage(point);
  }

  private int beginPoint() {
    int point = out.beginMessage(1);
    out.fixed64(2, startNanos);
    out.fixed64(3, nowNanos);
    return point;
  }

  private void attributes(int field, Map<String, String> attributes) {
    attributes.forEach((key, value) -> {
      int attribute = out.beginMessage(field);
      out.string(1, key);
      int any = out.beginMessage(2);
      out.string(1, value);
      out.endMessage(any);
      out.endMessage(attribute);
    });
  }
}
