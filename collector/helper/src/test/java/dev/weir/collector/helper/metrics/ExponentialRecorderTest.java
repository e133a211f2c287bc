package dev.weir.collector.helper.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExponentialRecorderTest {

  @Test
  void randomValues_lieWithinTheBoundsOfTheirBuckets() {
    Random random = new Random(21);
    for (int i = 0; i < 100_000; i++) {
      double value = Math.abs(Double.longBitsToDouble(random.nextLong()));
      if (!(value >= Double.MIN_NORMAL) || Double.isInfinite(value)) {
        continue;
      }
      int scale = 1 + random.nextInt(20);
      int index = ExponentialRecorder.indexOf(value, scale);
      double log = Math.log(value) / Math.log(2) * Math.pow(2, scale);
      assertThat(log).isBetween(index - 1e-3, index + 1 + 1e-3);
    }
  }

  @Test
  void powersOfTwo_areUpperBounds() {
    for (int exponent = -1022; exponent <= 1023; exponent++) {
      double power = Math.scalb(1.0, exponent);
      assertThat(ExponentialRecorder.indexOf(power, 3)).isEqualTo(8 * exponent - 1);
      assertThat(ExponentialRecorder.indexOf(Math.nextUp(power), 3)).isEqualTo(8 * exponent);
      if (exponent > -1022) {
        assertThat(ExponentialRecorder.indexOf(Math.nextDown(power), 3))
            .isEqualTo(8 * exponent - 1);
      }
    }
    assertThat(ExponentialRecorder.indexOf(Double.MIN_VALUE, 3)).isEqualTo(8 * -1022 - 1);
  }

  @Test
  void randomValues_recordedAreThoseOfSingleHistogramsAdded() {
    Random random = new Random(22);
    for (int round = 0; round < 300; round++) {
      int maxBuckets = 2 + random.nextInt(20);
      ExponentialRecorder recorder = new ExponentialRecorder(maxBuckets);
      ExponentialHistogram added =
          new ExponentialHistogram(
              20, 0, new Summary(0.0, null, null), 0, 0, Buckets.EMPTY, Buckets.EMPTY);
      for (int left = 1 + random.nextInt(30); left > 0; left--) {
        double value =
            random.nextInt(10) == 0 ? 0 : random.nextGaussian() * (1 << random.nextInt(9));
        long times = random.nextLong(1, 4);
        recorder.record(value, times);
        ExponentialRecorder single = new ExponentialRecorder(maxBuckets);
        single.record(value, times);
        ExponentialHistogram one = single.histogram();
        int scale = value == 0 ? 20 : one.scale();
        added =
            added.plus(
                new ExponentialHistogram(
                    scale,
                    one.count(),
                    one.summary(),
                    one.zeroCount(),
                    0,
                    one.positive(),
                    one.negative()),
                maxBuckets);
      }
      ExponentialHistogram recorded = recorder.histogram();

      assertThat(recorded.positive()).isEqualTo(added.positive());
      assertThat(recorded.negative()).isEqualTo(added.negative());
      assertThat(recorded.count()).isEqualTo(added.count());
      assertThat(recorded.zeroCount()).isEqualTo(added.zeroCount());
      assertThat(sum(recorded)).isCloseTo(sum(added), within(1e-6));
      assertThat(recorded.positive().size()).isLessThanOrEqualTo(maxBuckets);
      if (!recorded.positive().isEmpty() || !recorded.negative().isEmpty()) {
        assertThat(recorded.scale()).isEqualTo(added.scale());
      }
    }
  }

  @Test
  void extremes_fitInTwoBuckets() {
    ExponentialRecorder recorder = new ExponentialRecorder(2);
    recorder.record(Double.MAX_VALUE, 1);
    recorder.record(Double.MIN_VALUE, 2);
    recorder.record(-Double.MAX_VALUE, 1);
    recorder.record(0, 4);
    ExponentialHistogram histogram = recorder.histogram();

    assertThat(histogram.scale()).isEqualTo(-10);
    assertThat(histogram.positive()).isEqualTo(Buckets.of(-1, new long[] {2, 1}));
    assertThat(histogram.negative()).isEqualTo(Buckets.of(0, new long[] {1}));
    assertThat(histogram.zeroCount()).isEqualTo(4);
    assertThat(histogram.count()).isEqualTo(8);
  }

  @Test
  void oneBucket_isRefused() {
    assertThatThrownBy(() -> new ExponentialRecorder(1))
        .hasMessage("1 buckets (expected: 2 or more)");
  }

  private static double sum(ExponentialHistogram histogram) {
    return Objects.requireNonNull(histogram.summary().sum());
  }
}
