package dev.weir.collector.engine.telemetry;

import dev.weir.collector.api.Telemetry.Counter;
import dev.weir.collector.api.Telemetry.Histogram;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/// The values under one name and one set of labels. Recording is cheap and does not allocate.
sealed interface Series {

  /// The value, or for a distribution the number of recorded values.
  double value();

  /// This and another one as one: distributions and counters are added up; of what goes up and down
  /// the other one is taken.
  default Series joined(Series other, Family.Kind kind) {
    return kind == Family.Kind.COUNTER ? new Observed(() -> value() + other.value()) : other;
  }

  /// Counts up.
  final class Count implements Series, Counter {
    private final LongAdder sum = new LongAdder();

    @Override
    public void add(long amount) {
      sum.add(amount);
    }

    @Override
    public double value() {
      return sum.sum();
    }
  }

  /// Asked when read.
  final class Observed implements Series {
    private final DoubleSupplier source;

    Observed(DoubleSupplier source) {
      this.source = source;
    }

    /// The sum of the values of a distribution, or the value of anything else.
    static Series sumOf(Series series) {
      return series instanceof Distribution distribution ? new Observed(distribution::sum) : series;
    }

    /// What the source says, or NaN when it fails.
    @Override
    public double value() {
      try {
        return source.getAsDouble();
      } catch (RuntimeException e) {
        return Double.NaN;
      }
    }
  }

  /// Counts values by bucket.
  final class Distribution implements Series, Histogram {
    private final double[] bounds;
    private final LongAdder[] buckets;
    private final DoubleAdder sum = new DoubleAdder();

    Distribution(double[] bounds) {
      this.bounds = bounds.clone();
      buckets = new LongAdder[bounds.length + 1];
      for (int i = 0; i < buckets.length; i++) {
        buckets[i] = new LongAdder();
      }
    }

    @Override
    public Series joined(Series other, Family.Kind kind) {
      Distribution joined = new Distribution(bounds);
      joined.add(this);
      if (other instanceof Distribution distribution) {
        joined.add(distribution);
      }
      return joined;
    }

    /// Adds what was recorded there; its buckets are the same.
    private void add(Distribution other) {
      for (int i = 0; i < Math.min(buckets.length, other.buckets.length); i++) {
        buckets[i].add(other.buckets[i].sum());
      }
      sum.add(other.sum());
    }

    @Override
    public void record(double value) {
      int bucket = 0;
      while (bucket < bounds.length && value > bounds[bucket]) {
        bucket++;
      }
      buckets[bucket].increment();
      sum.add(value);
    }

    @Override
    public double value() {
      long count = 0;
      for (LongAdder bucket : buckets) {
        count += bucket.sum();
      }
      return count;
    }

    double sum() {
      return sum.sum();
    }

    double[] bounds() {
      return bounds;
    }

    /// Number of values in a bucket; the last one is unbounded.
    long count(int bucket) {
      return buckets[bucket].sum();
    }
  }
}
