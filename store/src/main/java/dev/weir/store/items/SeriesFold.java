package dev.weir.store.items;

import dev.weir.store.query.MetricInfo;
import dev.weir.store.query.Series;
import dev.weir.store.query.TimeRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes the points of a series out of its data points, which are given in ascending time.
public final class SeriesFold {
  /// Bounds that were computed in different ways differ by less, as a share.
  private static final double ALIKE = 1e-9;

  private final boolean cumulative;
  private final boolean delta;
  private final boolean exponential;
  private final TimeRange range;
  private final long resolution;
  private final List<Series.Point> points = new ArrayList<>();

  private @Nullable MetricPoint previous;
  private @Nullable MetricPoint last;
  private double increase = Double.NaN;
  private long @Nullable [] counts;
  private double[] bounds = {};

  public SeriesFold(MetricInfo metric, TimeRange range, long resolution) {
    boolean histogram = metric.type().endsWith("histogram");
    boolean grows = histogram || (metric.type().equals("sum") && metric.monotonic());
    delta = metric.temporality().equals("delta") && (histogram || metric.type().equals("sum"));
    cumulative = !delta && grows;
    exponential = metric.type().equals("exponential_histogram");
    this.range = range;
    this.resolution = resolution;
  }

  public void add(MetricPoint point) {
    if (last != null && (resolution == 0 || interval(last) != interval(point))) {
      emit(last);
    }
    add(increaseOf(point));
    add(countsOf(point), point.histogram());
    last = point;
    previous = point;
  }

  /// Ends the series.
  public List<Series.Point> finish() {
    if (last != null) {
      emit(last);
    }
    return points;
  }

  private long interval(MetricPoint point) {
    return Math.floorDiv(point.time(), resolution);
  }

  private void add(double more) {
    if (!Double.isNaN(more)) {
      increase = Double.isNaN(increase) ? more : increase + more;
    }
  }

  private void add(long @Nullable [] more, MetricPoint.@Nullable Histogram histogram) {
    if (more == null || histogram == null) {
      return;
    }
    long[] sum = counts;
    if (sum != null && exponential) {
      sum = regrouped(bounds, sum, histogram.bounds());
    }
    if (sum == null || sum.length != more.length) {
      sum = new long[more.length];
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] += more[i];
    }
    counts = sum;
    bounds = histogram.bounds();
  }

  /// Counts for other bounds, each in the bucket where its own one ends. The buckets of an
  /// exponential histogram become more, and wider, while it runs.
  private static long[] regrouped(double[] bounds, long[] counts, double[] into) {
    long[] result = new long[into.length + 1];
    int at = 0;
    for (int i = 0; i < counts.length; i++) {
      if (i == bounds.length) {
        at = into.length;
      }
      while (at < into.length && into[at] < bounds[i] - Math.abs(bounds[i]) * ALIKE) {
        at++;
      }
      result[at] += counts[i];
    }
    return result;
  }

  private double increaseOf(MetricPoint point) {
    if (delta) {
      return point.value();
    }
    if (!cumulative) {
      return Double.NaN;
    }
    if (previous == null) {
      return startsWithin(point) ? point.value() : Double.NaN;
    }
    return isReset(previous, point) ? point.value() : point.value() - previous.value();
  }

  private long @Nullable [] countsOf(MetricPoint point) {
    MetricPoint.Histogram now = point.histogram();
    if (now == null || delta) {
      return now == null ? null : now.counts();
    }
    MetricPoint.Histogram before = previous == null ? null : previous.histogram();
    if (previous == null || before == null) {
      return startsWithin(point) ? now.counts() : null;
    }
    if (isReset(previous, point) || !(exponential || now.isLike(before))) {
      return now.counts();
    }
    long[] less =
        now.isLike(before)
            ? before.counts()
            : regrouped(before.bounds(), before.counts(), now.bounds());
    long[] more = now.counts().clone();
    for (int i = 0; i < more.length; i++) {
      more[i] = Math.max(0, more[i] - less[i]);
    }
    return more;
  }

  private boolean startsWithin(MetricPoint point) {
    return point.startTime() != 0 && range.contains(point.startTime());
  }

  private static boolean isReset(MetricPoint before, MetricPoint now) {
    return now.count() < before.count()
        || (now.histogram() == null && now.value() < before.value())
        || now.startTime() > before.time();
  }

  private void emit(MetricPoint point) {
    points.add(
        new Series.Point(
            point.time(),
            point.value(),
            increase,
            point.count(),
            buckets(point.histogram()),
            point.quantiles().stream().map(q -> new Series.Quantile(q[0], q[1])).toList()));
    increase = Double.NaN;
    counts = null;
  }

  private Series.@Nullable Buckets buckets(MetricPoint.@Nullable Histogram histogram) {
    if (histogram == null) {
      return null;
    }
    long[] shown =
        counts == null || counts.length != histogram.counts().length ? histogram.counts() : counts;
    return new Series.Buckets(
        Arrays.stream(histogram.bounds()).boxed().toList(),
        Arrays.stream(shown).boxed().toList(),
        histogram.min(),
        histogram.max());
  }
}
