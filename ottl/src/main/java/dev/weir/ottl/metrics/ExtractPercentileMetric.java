package dev.weir.ottl.metrics;

import dev.weir.otlp.wire.ByteRange;
import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.OttlException;
import dev.weir.ottl.context.Frame;
import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Editor;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.metrics.Metric.Kind;
import dev.weir.ottl.value.GoText;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// Adds a metric: a gauge with a percentile of each point of a histogram or exponential histogram,
/// with their attributes and times, the metric's unit, and its description with the percentile
/// behind it. Within a bucket values are taken as spread evenly; in an exponential histogram,
/// evenly on a logarithmic scale. A first bucket begins at the minimum of the point, or at 0; a
/// last bucket ends at its maximum, and without one where it begins. A point without values gives
/// none, and neither does a metric of another kind.
///
/// - `percentile`: more than 0.0 and less than 100.0.
/// - `suffix`: what is put behind the metric's name, `_p` and the percentile if it is left out.
///
/// ```
/// extract_percentile_metric(99.9) where metric.name == "http.server.duration"
/// ```
public final class ExtractPercentileMetric implements Editor {
  private static final Parameter<Double> PERCENTILE = Parameter.literalFloating("percentile");
  private static final Parameter<String> SUFFIX = Parameter.literalString("suffix").optional();

  @Override
  public Signature signature() {
    return Signature.of("extract_percentile_metric", PERCENTILE, SUFFIX);
  }

  @Override
  public Action create(Arguments arguments) {
    double percentile = arguments.get(PERCENTILE);
    if (!(percentile > 0 && percentile < 100)) {
      throw new OttlException("percentile " + percentile + " (expected: between 0 and 100)");
    }
    String text = "p" + GoText.shortNumber(percentile);
    String suffix = arguments.get(SUFFIX, "_" + text);
    return frame -> extract(frame, percentile, text, suffix);
  }

  private static void extract(Frame frame, double percentile, String text, String suffix) {
    Fields metric = Metric.of(frame);
    Kind kind = Metric.kind(metric);
    if (kind != Kind.HISTOGRAM && kind != Kind.EXPONENTIAL_HISTOGRAM) {
      return;
    }
    List<ByteRange> points = new ArrayList<>();
    for (ByteRange range : Metric.points(metric, kind)) {
      Fields point = Fields.of(range);
      OptionalDouble value =
          kind == Kind.HISTOGRAM
              ? ofBuckets(point, percentile)
              : new ExponentialBuckets(point).percentile(percentile);
      if (value.isPresent()) {
        Fields number = Metric.numberPoint(point, kind);
        points.add(number.real(Metric.AS_DOUBLE, value.getAsDouble()).range());
      }
    }
    if (!points.isEmpty()) {
      Fields gauge = new Fields();
      points.forEach(point -> gauge.add(Metric.POINTS, point));
      String described = metric.text(Metric.DESCRIPTION) + " (" + text + ")";
      Fields added =
          Metric.named(metric, metric.text(Metric.NAME) + suffix)
              .text(Metric.DESCRIPTION, described.strip());
      frame.addMetric(added.message(Kind.GAUGE.field, gauge).range());
    }
  }

  private static OptionalDouble ofBuckets(Fields point, double percentile) {
    long[] counts = Buckets.counts(point);
    double[] bounds = Buckets.bounds(point);
    if (counts.length == 0) {
      return OptionalDouble.empty();
    }
    if (counts.length != bounds.length + 1) {
      throw new EvaluationException(
          "histogram with "
              + counts.length
              + " counts and "
              + bounds.length
              + " bounds (expected: one bound less)");
    }
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    long rank = (long) Math.ceil(percentile / 100 * (double) total);
    int bucket = 0;
    long before = 0;
    while (bucket < counts.length && before + counts[bucket] < rank) {
      before += counts[bucket++];
    }
    if (total <= 0 || bucket == counts.length) {
      return OptionalDouble.empty();
    }
    double share = (double) (rank - before) / counts[bucket];
    return within(point, bounds, bucket, share);
  }

  private static OptionalDouble within(Fields point, double[] bounds, int bucket, double share) {
    boolean isFirst = bucket == 0;
    boolean isLast = bucket == bounds.length;
    if (bounds.length == 0 && !(point.has(Metric.MIN) && point.has(Metric.MAX))) {
      return OptionalDouble.empty();
    }
    double upper = isLast ? 0 : bounds[bucket];
    double lower = isFirst ? 0 : bounds[bucket - 1];
    if (isFirst) {
      lower = point.has(Metric.MIN) ? point.real(Metric.MIN) : Math.min(0, upper);
    }
    if (isLast) {
      upper = point.has(Metric.MAX) ? point.real(Metric.MAX) : lower;
    }
    return OptionalDouble.of(lower + (Math.max(upper, lower) - lower) * share);
  }
}
