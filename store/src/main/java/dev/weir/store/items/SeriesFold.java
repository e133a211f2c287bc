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
  private final boolean cumulative;
  private final boolean delta;
  private final TimeRange range;
  private final long resolution;
  private final List<Series.Point> points = new ArrayList<>();

  private @Nullable MetricPoint previous;
  private @Nullable MetricPoint last;
  private double increase = Double.NaN;
  private long @Nullable [] counts;

  public SeriesFold(MetricInfo metric, TimeRange range, long resolution) {
    boolean histogram = metric.type().endsWith("histogram");
    boolean grows = histogram || (metric.type().equals("sum") && metric.monotonic());
    delta = metric.temporality().equals("delta") && (histogram || metric.type().equals("sum"));
    cumulative = !delta && grows;
    this.range = range;
    this.resolution = resolution;
  }

  public void add(MetricPoint point) {
    if (last != null && (resolution == 0 || interval(last) != interval(point))) {
      emit(last);
    }
    add(increaseOf(point), countsOf(point));
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

  private void add(double more, long @Nullable [] moreCounts) {
    if (!Double.isNaN(more)) {
      increase = Double.isNaN(increase) ? more : increase + more;
    }
    if (moreCounts == null) {
      return;
    }
    if (counts == null || counts.length != moreCounts.length) {
      counts = moreCounts.clone();
      return;
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i] += moreCounts[i];
    }
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
    if (isReset(previous, point) || !now.isLike(before)) {
      return now.counts();
    }
    long[] more = now.counts().clone();
    for (int i = 0; i < more.length; i++) {
      more[i] = Math.max(0, more[i] - before.counts()[i]);
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
