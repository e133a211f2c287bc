package dev.weir.ottl.metrics;

import dev.weir.otlp.edit.MessageEdit;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.ProtoWriter;
import dev.weir.ottl.OttlException;
import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.context.Frame;
import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Editor;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.metrics.ExponentialBuckets.Bucket;
import dev.weir.ottl.metrics.Metric.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Makes a histogram with the given bounds of an exponential histogram. Where the values of one of
/// its buckets lie is not known, so that they are placed by rule. Values above the last bound are
/// in a bucket behind it. Metrics of other kinds stay as they are.
///
/// - `distribution`: the rule. `upper` puts all values of a bucket where its upper bound is,
///   `midpoint` where its middle is; `uniform` spreads them evenly over the bounds that lie within
///   it, `random` unevenly, or puts them where they all belong if there is no such bound.
/// - `explicit_bounds`: the bounds of the new buckets, as doubles.
///
/// ```
/// convert_exponential_histogram_to_histogram("midpoint", [0.01, 0.1, 1.0, 10.0])
/// ```
public final class ConvertExponentialHistogramToHistogram implements Editor {
  private static final Parameter<String> DISTRIBUTION = Parameter.literalString("distribution");
  private static final Parameter<List<Double>> BOUNDS =
      Parameter.listOf(Parameter.literalFloating("explicit_bounds"));

  private static final int COUNTS = 6;
  private static final int EXPLICIT_BOUNDS = 7;

  @Override
  public Signature signature() {
    return Signature.of("convert_exponential_histogram_to_histogram", DISTRIBUTION, BOUNDS);
  }

  @Override
  public Action create(Arguments arguments) {
    Distribution distribution = Distribution.of(arguments.get(DISTRIBUTION));
    double[] bounds =
        arguments.get(BOUNDS).stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (bounds.length == 0) {
      throw new OttlException("no explicit bounds (expected: at least one)");
    }
    return frame -> convert(frame, distribution, bounds);
  }

  private static void convert(Frame frame, Distribution distribution, double[] bounds) {
    Fields metric = Metric.of(frame);
    if (Metric.kind(metric) != Kind.EXPONENTIAL_HISTOGRAM) {
      return;
    }
    Fields before = metric.message(Kind.EXPONENTIAL_HISTOGRAM.field);
    Fields after = new Fields().copy(before, Metric.TEMPORALITY, Metric.TEMPORALITY);
    for (ByteRange point : before.all(Metric.POINTS)) {
      after.add(Metric.POINTS, converted(Fields.of(point), distribution, bounds).range());
    }
    ByteRange data = after.range();
    MessageEdit edit = frame.edit(ContextName.METRIC);
    edit.remove(Kind.EXPONENTIAL_HISTOGRAM.field);
    edit.bytes(Kind.HISTOGRAM.field, data.buffer(), data.offset(), data.length());
  }

  /// A point of a histogram, with everything that both kinds of points have.
  private static Fields converted(Fields point, Distribution distribution, double[] bounds) {
    long[] counts = new long[bounds.length + 1];
    for (Bucket bucket : new ExponentialBuckets(point).all()) {
      distribution.place(bucket, bounds, counts);
    }
    return new Fields()
        .copy(point, Metric.START, Metric.START)
        .copy(point, Metric.TIME, Metric.TIME)
        .copy(point, Metric.COUNT, Metric.COUNT)
        .copy(point, Metric.SUM, Metric.SUM)
        .add(COUNTS, packed(counts))
        .add(
            EXPLICIT_BOUNDS,
            packed(Arrays.stream(bounds).mapToLong(Double::doubleToRawLongBits).toArray()))
        .copy(point, 11, 8)
        .copy(point, Kind.EXPONENTIAL_HISTOGRAM.attributes, Kind.HISTOGRAM.attributes)
        .copy(point, 10, 10)
        .copy(point, 12, Metric.MIN)
        .copy(point, 13, Metric.MAX);
  }

  private static ByteRange packed(long[] values) {
    ProtoWriter out = new ProtoWriter(values.length * Long.BYTES);
    for (long value : values) {
      out.fixed64Value(value);
    }
    return ByteRange.of(out.toByteArray());
  }

  /// Where the values of a bucket go.
  private enum Distribution {
    UPPER,
    MIDPOINT,
    UNIFORM,
    RANDOM;

    static Distribution of(String name) {
      return switch (name) {
        case "upper" -> UPPER;
        case "midpoint" -> MIDPOINT;
        case "uniform" -> UNIFORM;
        case "random" -> RANDOM;
        default ->
            throw new OttlException(
                "distribution \"" + name + "\" (expected: upper, midpoint, uniform or random)");
      };
    }

    void place(Bucket bucket, double[] bounds, long[] counts) {
      double middle = (bucket.lower() + bucket.upper()) / 2;
      int first = bucketOf(bucket.lower(), bounds);
      int last = bucketOf(bucket.upper(), bounds);
      boolean isCut = last < bounds.length && bounds[last] <= bucket.upper();
      int bounded = last - first + (isCut ? 1 : 0);
      if (this == UPPER) {
        counts[last] += bucket.count();
      } else if (this == MIDPOINT || bounded == 0) {
        counts[bucketOf(middle, bounds)] += bucket.count();
      } else if (this == UNIFORM) {
        for (int i = 0; i < bounded; i++) {
          counts[first + i] += bucket.count() / bounded + (i < bucket.count() % bounded ? 1 : 0);
        }
      } else {
        placeAtRandom(bucket, bounds, counts, first, bounded);
      }
    }

    /// Each bound gets up to twice the share that its part of the bucket is, a random one the rest.
    private static void placeAtRandom(
        Bucket bucket, double[] bounds, long[] counts, int first, int bounded) {
      SplittableRandom random = new SplittableRandom();
      double width = bucket.upper() - bucket.lower();
      long left = bucket.count();
      double from = bucket.lower();
      for (int i = first; i < first + bounded; i++) {
        double share = width == 0 ? 0 : (bounds[i] - from) / width;
        long some =
            Math.min(left, Math.round(share * 2 * random.nextDouble() * (double) bucket.count()));
        counts[i] += some;
        left -= some;
        from = bounds[i];
      }
      counts[first + random.nextInt(bounded)] += left;
    }

    /// The number of the first bucket whose bound is not below a value.
    private static int bucketOf(double value, double[] bounds) {
      int bucket = 0;
      while (bucket < bounds.length && bounds[bucket] < value) {
        bucket++;
      }
      return bucket;
    }
  }
}
