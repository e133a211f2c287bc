package dev.weir.store.items;

import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.common.RepeatedNumberView;
import dev.weir.otlp.metrics.BucketsView;
import dev.weir.otlp.metrics.ExemplarView;
import dev.weir.otlp.metrics.ExponentialHistogramDataPointView;
import dev.weir.otlp.metrics.HistogramDataPointView;
import dev.weir.otlp.metrics.MetricView;
import dev.weir.otlp.metrics.NumberDataPointView;
import dev.weir.otlp.metrics.SummaryDataPointView;
import dev.weir.otlp.metrics.ValueAtQuantileView;
import dev.weir.store.query.Exemplar;
import dev.weir.store.query.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads data points of every kind. Belongs to one thread.
public final class PointReader {
  private static final int NO_RECORDED_VALUE = 1;

  private final NumberDataPointView number = new NumberDataPointView();
  private final HistogramDataPointView histogram = new HistogramDataPointView();
  private final ExponentialHistogramDataPointView exponential =
      new ExponentialHistogramDataPointView();
  private final SummaryDataPointView summary = new SummaryDataPointView();
  private MetricView.Data data = MetricView.Data.NONE;

  /// Turns to the data point held by `length` bytes from `offset`.
  public PointReader wrap(MetricView.Data kind, byte[] buffer, int offset, int length) {
    data = kind;
    switch (kind) {
      case NONE, GAUGE, SUM -> number.wrap(buffer, offset, length);
      case HISTOGRAM -> histogram.wrap(buffer, offset, length);
      case EXPONENTIAL_HISTOGRAM -> exponential.wrap(buffer, offset, length);
      case SUMMARY -> summary.wrap(buffer, offset, length);
    }
    return this;
  }

  public AttributesView attributes() {
    return switch (data) {
      case NONE, GAUGE, SUM -> number.attributes();
      case HISTOGRAM -> histogram.attributes();
      case EXPONENTIAL_HISTOGRAM -> exponential.attributes();
      case SUMMARY -> summary.attributes();
    };
  }

  public long time() {
    return Times.of(
        switch (data) {
          case NONE, GAUGE, SUM -> number.timeUnixNano();
          case HISTOGRAM -> histogram.timeUnixNano();
          case EXPONENTIAL_HISTOGRAM -> exponential.timeUnixNano();
          case SUMMARY -> summary.timeUnixNano();
        });
  }

  public long startTime() {
    return Times.of(
        switch (data) {
          case NONE, GAUGE, SUM -> number.startTimeUnixNano();
          case HISTOGRAM -> histogram.startTimeUnixNano();
          case EXPONENTIAL_HISTOGRAM -> exponential.startTimeUnixNano();
          case SUMMARY -> summary.startTimeUnixNano();
        });
  }

  /// See [MetricPoint#value]; NaN also where the point says that nothing was recorded.
  public double value() {
    return switch (data) {
      case NONE -> Double.NaN;
      case GAUGE, SUM -> numberValue();
      case HISTOGRAM -> histogram.hasSum() ? histogram.sum() : Double.NaN;
      case EXPONENTIAL_HISTOGRAM -> exponential.hasSum() ? exponential.sum() : Double.NaN;
      case SUMMARY -> summary.sum();
    };
  }

  public long count() {
    return switch (data) {
      case NONE, GAUGE, SUM -> 0;
      case HISTOGRAM -> histogram.count();
      case EXPONENTIAL_HISTOGRAM -> exponential.count();
      case SUMMARY -> summary.count();
    };
  }

  /// All numbers of the point.
  public MetricPoint point() {
    return switch (data) {
      case NONE, GAUGE, SUM -> new MetricPoint(startTime(), time(), value(), 0, null, List.of());
      case HISTOGRAM -> point(explicit());
      case EXPONENTIAL_HISTOGRAM -> point(exponentialBuckets());
      case SUMMARY -> new MetricPoint(startTime(), time(), value(), count(), null, quantiles());
    };
  }

  public ExemplarView exemplars() {
    return switch (data) {
      case NONE, GAUGE, SUM, SUMMARY -> number.exemplars();
      case HISTOGRAM -> histogram.exemplars();
      case EXPONENTIAL_HISTOGRAM -> exponential.exemplars();
    };
  }

  /// Whether the point has exemplars.
  public boolean hasExemplars() {
    return data != MetricView.Data.SUMMARY && exemplars().next();
  }

  /// The exemplars with the point's attributes among theirs.
  public List<Exemplar> readExemplars() {
    List<Exemplar> all = new ArrayList<>();
    if (data == MetricView.Data.SUMMARY) {
      return all;
    }
    ExemplarView exemplar = exemplars();
    Map<String, Value> own = Values.of(attributes());
    while (exemplar.next()) {
      Map<String, Value> attributes = Values.of(exemplar.filteredAttributes());
      own.forEach(attributes::putIfAbsent);
      all.add(
          new Exemplar(
              Times.of(exemplar.timeUnixNano()),
              exemplar.isInt() ? exemplar.asInt() : exemplar.asDouble(),
              exemplar.traceId().hex(),
              exemplar.spanId().hex(),
              attributes));
    }
    return all;
  }

  private double numberValue() {
    if ((number.flags() & NO_RECORDED_VALUE) != 0) {
      return Double.NaN;
    }
    return number.isInt() ? number.asInt() : number.isDouble() ? number.asDouble() : Double.NaN;
  }

  private MetricPoint point(MetricPoint.Histogram buckets) {
    return new MetricPoint(startTime(), time(), value(), count(), buckets, List.of());
  }

  private MetricPoint.Histogram explicit() {
    double[] bounds = doubles(histogram.explicitBounds());
    long[] counts = longs(histogram.bucketCounts());
    if (counts.length != bounds.length + 1) {
      // Without buckets, or with ones that say nothing, all that is known is one.
      bounds = new double[0];
      counts = new long[] {histogram.count()};
    }
    return new MetricPoint.Histogram(
        bounds,
        counts,
        histogram.hasMin() ? histogram.min() : Double.NaN,
        histogram.hasMax() ? histogram.max() : Double.NaN);
  }

  private MetricPoint.Histogram exponentialBuckets() {
    BucketsView positive = exponential.positive();
    BucketsView negative = exponential.negative();
    return ExponentialBounds.of(
        exponential.scale(),
        exponential.zeroCount(),
        exponential.zeroThreshold(),
        positive.bucketOffset(),
        longs(positive.bucketCounts()),
        negative.bucketOffset(),
        longs(negative.bucketCounts()),
        exponential.hasMin() ? exponential.min() : Double.NaN,
        exponential.hasMax() ? exponential.max() : Double.NaN);
  }

  private List<double[]> quantiles() {
    List<double[]> all = new ArrayList<>();
    ValueAtQuantileView quantile = summary.quantileValues();
    while (quantile.next()) {
      all.add(new double[] {quantile.quantile(), quantile.value()});
    }
    return all;
  }

  private static double[] doubles(RepeatedNumberView numbers) {
    double[] all = new double[numbers.size()];
    for (int i = 0; numbers.next(); i++) {
      all[i] = numbers.doubleValue();
    }
    return all;
  }

  private static long[] longs(RepeatedNumberView numbers) {
    long[] all = new long[numbers.size()];
    for (int i = 0; numbers.next(); i++) {
      all[i] = numbers.longValue();
    }
    return all;
  }
}
