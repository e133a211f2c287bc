package dev.weir.store.items;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.store.query.MetricInfo;
import dev.weir.store.query.Series;
import dev.weir.store.query.TimeRange;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SeriesFoldTest {
  private static final TimeRange RANGE = new TimeRange(1_000, 100_000);

  private static SeriesFold fold(long resolution) {
    MetricInfo metric =
        new MetricInfo(
            "m", "exponential_histogram", "s", "", "cumulative", true, 1, List.of("service"));
    return new SeriesFold(metric, RANGE, resolution);
  }

  private static MetricPoint point(long time, int scale, int offset, long... counts) {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    MetricPoint.Histogram histogram =
        ExponentialBounds.of(scale, 0, 0, offset, counts, 0, new long[0], Double.NaN, Double.NaN);
    return new MetricPoint(1, time, sum, sum, histogram, List.of());
  }

  private static long total(Series.Point point) {
    return Objects.requireNonNull(point.histogram()).counts().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  @Test
  void exponentialHistogram_thatGetsMoreBuckets_countsOnlyWhatIsNew() {
    SeriesFold fold = fold(0);
    fold.add(point(2_000, 2, 4, 10, 20));
    fold.add(point(3_000, 2, 2, 1, 0, 11, 20, 2));
    List<Series.Point> points = fold.finish();
    assertThat(points.get(1).increase()).isEqualTo(4);
    assertThat(Objects.requireNonNull(points.get(1).histogram()).counts())
        .containsExactly(0L, 1L, 0L, 1L, 0L, 2L, 0L);
  }

  @Test
  void exponentialHistogram_thatBecomesCoarser_countsOnlyWhatIsNew() {
    SeriesFold fold = fold(0);
    fold.add(point(2_000, 3, 8, 1, 2, 3, 4));
    fold.add(point(3_000, 2, 4, 3, 9, 5));
    Series.Point second = fold.finish().get(1);
    assertThat(Objects.requireNonNull(second.histogram()).counts())
        .containsExactly(0L, 0L, 2L, 5L, 0L);
  }

  @Test
  void pointsOfOneInterval_withDifferentBuckets_areSummed() {
    SeriesFold fold = fold(50_000);
    fold.add(point(2_000, 2, 4, 10));
    fold.add(point(50_000, 2, 4, 11, 1));
    fold.add(point(51_000, 2, 3, 5, 11, 1));
    Series.Point last = fold.finish().getLast();
    assertThat(total(last)).isEqualTo(7);
    assertThat(last.increase()).isEqualTo(7);
  }
}
