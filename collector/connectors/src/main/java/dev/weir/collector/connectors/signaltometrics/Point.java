package dev.weir.collector.connectors.signaltometrics;

import dev.weir.collector.helper.metrics.ExplicitHistogram;
import dev.weir.collector.helper.metrics.ExponentialRecorder;
import dev.weir.collector.helper.metrics.PointValue;
import dev.weir.collector.helper.metrics.Summary;
import dev.weir.otlp.wire.ProtoWriter;
import dev.weir.ottl.value.Cell;
import java.util.Arrays;

/// What the values of one point come to. Not safe for threads.
sealed interface Point {

  /// Takes a number, so many times.
  ///
  /// @param value of kind `INT` or `DOUBLE`
  void add(Cell value, long times);

  /// Writes the value of a data point.
  void write(ProtoWriter out);

  /// Adds whole numbers as long as all are and the sum fits.
  final class Sum implements Point {
    private boolean isWhole = true;
    private long whole;
    private double real;

    @Override
    public void add(Cell value, long times) {
      if (isWhole && value.kind() == Cell.Kind.INT) {
        long sum = whole + value.bits();
        boolean overflows = ((whole ^ sum) & (value.bits() ^ sum)) < 0;
        if (!overflows) {
          whole = sum;
          return;
        }
      }
      if (isWhole) {
        isWhole = false;
        real = whole;
      }
      real += value.asDouble();
    }

    @Override
    public void write(ProtoWriter out) {
      writeNumber(isWhole, whole, real, out);
    }
  }

  /// Keeps the last number.
  final class Gauge implements Point {
    private boolean isWhole;
    private long whole;
    private double real;

    @Override
    public void add(Cell value, long times) {
      isWhole = value.kind() == Cell.Kind.INT;
      whole = value.bits();
      real = value.asDouble();
    }

    @Override
    public void write(ProtoWriter out) {
      writeNumber(isWhole, whole, real, out);
    }
  }

  /// Counts in buckets with upper bounds.
  final class Buckets implements Point {
    private final double[] bounds;
    private final long[] counts;
    private long count;
    private double sum;

    Buckets(double[] bounds) {
      this.bounds = bounds;
      counts = new long[bounds.length + 1];
    }

    @Override
    public void add(Cell value, long times) {
      double number = value.asDouble();
      int found = Arrays.binarySearch(bounds, unsigned(number));
      counts[found < 0 ? -found - 1 : found] += times;
      count += times;
      sum += number * times;
    }

    @Override
    public void write(ProtoWriter out) {
      ExplicitHistogram.of(count, new Summary(sum, null, null), bounds, counts).write(out);
    }
  }

  /// Counts in buckets that become wider.
  final class Exponential implements Point {
    private final ExponentialRecorder recorder;

    Exponential(int maxBuckets) {
      recorder = new ExponentialRecorder(maxBuckets);
    }

    @Override
    public void add(Cell value, long times) {
      recorder.record(value.asDouble(), times);
    }

    @Override
    public void write(ProtoWriter out) {
      recorder.histogram().write(out);
    }
  }

  /// The number, and 0 for -0, which a search takes for another one.
  static double unsigned(double number) {
    return number + 0.0;
  }

  private static void writeNumber(boolean isWhole, long whole, double real, ProtoWriter out) {
    (isWhole ? new PointValue.Whole(whole) : new PointValue.Real(real)).write(out);
  }
}
