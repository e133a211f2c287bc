package dev.weir.collector.helper.metrics;

import dev.weir.otlp.metrics.NumberDataPointView;
import dev.weir.otlp.wire.ProtoWriter;
import org.jspecify.annotations.Nullable;

/// The value of a data point: a number, or all that a histogram says. Immutable.
public sealed interface PointValue {
  int AS_DOUBLE = 4;
  int AS_INT = 6;
  long NUMBER_FIELDS = 1L << AS_DOUBLE | 1L << AS_INT;

  static PointValue of(NumberDataPointView point) {
    return point.isDouble() ? new Real(point.asDouble()) : new Whole(point.asInt());
  }

  /// The fields of a point that [#write] writes, as bits by number.
  long fields();

  void write(ProtoWriter out);

  /// Whether both can be added and compared: two numbers, or histograms of the same buckets.
  boolean isLike(PointValue other);

  /// Both together, which are alike.
  ///
  /// @param maxBuckets how many buckets an exponential histogram may have on either side; it
  ///   becomes coarser to fit
  PointValue plus(PointValue other, int maxBuckets);

  /// The value multiplied. A whole number stays one when the result is whole.
  PointValue times(double factor);

  default boolean isNumber() {
    return this instanceof Whole || this instanceof Real;
  }

  /// Compares two numbers by size.
  static int compareNumbers(PointValue a, PointValue b) {
    return a instanceof Whole x && b instanceof Whole y
        ? Long.compare(x.value, y.value)
        : Double.compare(Real.of(a), Real.of(b));
  }

  /// What came since `before`, which is alike, or null when counting started over in between.
  @Nullable PointValue since(PointValue before);

  /// A whole number.
  record Whole(long value) implements PointValue {
    @Override
    public long fields() {
      return NUMBER_FIELDS;
    }

    @Override
    public void write(ProtoWriter out) {
      out.fixed64(AS_INT, value);
    }

    @Override
    public boolean isLike(PointValue other) {
      return other instanceof Whole || other instanceof Real;
    }

    @Override
    public PointValue plus(PointValue other, int maxBuckets) {
      return other instanceof Whole whole
          ? new Whole(value + whole.value)
          : new Real(value).plus(other, maxBuckets);
    }

    @Override
    public PointValue times(double factor) {
      double product = value * factor;
      return product == Math.rint(product) && Math.abs(product) < 0x1p63
          ? new Whole((long) product)
          : new Real(product);
    }

    @Override
    public @Nullable PointValue since(PointValue before) {
      return switch (before) {
        case Whole whole -> value < whole.value ? null : new Whole(value - whole.value);
        default -> new Real(value).since(before);
      };
    }
  }

  /// A number that need not be whole.
  record Real(double value) implements PointValue {
    @Override
    public long fields() {
      return NUMBER_FIELDS;
    }

    @Override
    public void write(ProtoWriter out) {
      out.float64(AS_DOUBLE, value);
    }

    @Override
    public boolean isLike(PointValue other) {
      return other instanceof Whole || other instanceof Real;
    }

    @Override
    public PointValue plus(PointValue other, int maxBuckets) {
      return new Real(value + of(other));
    }

    @Override
    public PointValue times(double factor) {
      return new Real(value * factor);
    }

    @Override
    public @Nullable PointValue since(PointValue before) {
      double old = of(before);
      return value < old ? null : new Real(value - old);
    }

    static double of(PointValue number) {
      return number instanceof Whole whole ? whole.value : ((Real) number).value;
    }
  }

  /// A histogram with explicit bounds.
  record Explicit(ExplicitHistogram value) implements PointValue {
    @Override
    public long fields() {
      return ExplicitHistogram.FIELDS;
    }

    @Override
    public void write(ProtoWriter out) {
      value.write(out);
    }

    @Override
    public boolean isLike(PointValue other) {
      return other instanceof Explicit explicit && value.hasBucketsOf(explicit.value);
    }

    @Override
    public PointValue plus(PointValue other, int maxBuckets) {
      return new Explicit(value.plus(((Explicit) other).value));
    }

    @Override
    public PointValue times(double factor) {
      return new Explicit(value.times(factor));
    }

    @Override
    public @Nullable PointValue since(PointValue before) {
      ExplicitHistogram rest = value.since(((Explicit) before).value);
      return rest == null ? null : new Explicit(rest);
    }
  }

  /// An exponential histogram.
  record Exponential(ExponentialHistogram value) implements PointValue {
    @Override
    public long fields() {
      return ExponentialHistogram.FIELDS;
    }

    @Override
    public void write(ProtoWriter out) {
      value.write(out);
    }

    @Override
    public boolean isLike(PointValue other) {
      return other instanceof Exponential;
    }

    @Override
    public PointValue plus(PointValue other, int maxBuckets) {
      return new Exponential(value.plus(((Exponential) other).value, maxBuckets));
    }

    @Override
    public PointValue times(double factor) {
      return new Exponential(value.times(factor));
    }

    @Override
    public @Nullable PointValue since(PointValue before) {
      ExponentialHistogram rest = value.since(((Exponential) before).value);
      return rest == null ? null : new Exponential(rest);
    }
  }
}
