package dev.weir.collector.helper.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.weir.otlp.metrics.ExponentialHistogramDataPointView;
import dev.weir.otlp.wire.ProtoWriter;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ExponentialHistogramTest {

  @Test
  void randomHistograms_addedHoldTheValuesOfBoth() {
    Random random = new Random(11);
    for (int i = 0; i < 2000; i++) {
      List<Double> first = values(random);
      List<Double> second = values(random);
      ExponentialHistogram sum =
          histogram(first, random.nextInt(12) - 4)
              .plus(histogram(second, random.nextInt(12) - 4), 160);
      List<Double> all = new ArrayList<>(first);
      all.addAll(second);

      assertThat(sum).isEqualTo(histogram(all, sum.scale()));
      assertThat(sum.positive().size()).isLessThanOrEqualTo(160);
    }
  }

  @Test
  void randomHistograms_sinceAnEarlierOneHoldTheLaterValues() {
    Random random = new Random(12);
    for (int i = 0; i < 2000; i++) {
      List<Double> first = values(random);
      List<Double> second = values(random);
      List<Double> all = new ArrayList<>(first);
      all.addAll(second);
      int scale = random.nextInt(8) - 4;
      ExponentialHistogram rest =
          histogram(all, scale).since(histogram(first, scale + random.nextInt(4)));

      Objects.requireNonNull(rest);
      assertThat(rest.positive()).isEqualTo(histogram(second, scale).positive());
      assertThat(rest.negative()).isEqualTo(histogram(second, scale).negative());
      assertThat(rest.count()).isEqualTo(second.size());
    }
  }

  @Test
  void since_isNothingWhenCountingStartedOver() {
    ExponentialHistogram before = histogram(List.of(1.0, 2.0, 3.0), 3);

    assertThat(histogram(List.of(1.0), 3).since(before)).isNull();
    assertThat(histogram(List.of(4.0, 5.0, 6.0, 7.0), 3).since(before)).isNull();
    assertThat(histogram(List.of(1.0, 2.0, 3.0), 4).since(before)).isNull();
  }

  @Test
  void widerZeroBucket_takesTheBucketsWithin() {
    ExponentialHistogram narrow = histogram(List.of(0.5, 1.5, 3.0, -0.5, -3.0), 0);
    ExponentialHistogram wide =
        new ExponentialHistogram(0, 2, Summary.NONE, 2, 1.0, Buckets.EMPTY, Buckets.EMPTY);
    ExponentialHistogram sum = narrow.plus(wide, 160);

    assertThat(sum.zeroCount()).isEqualTo(4);
    assertThat(sum.zeroThreshold()).isEqualTo(1.0);
    assertThat(sum.positive()).isEqualTo(Buckets.of(0, new long[] {1, 1}));
    assertThat(sum.negative()).isEqualTo(Buckets.of(1, new long[] {1}));
  }

  @Test
  void zeroBucketThatEndsWithinABucket_reachesToItsEnd() {
    ExponentialHistogram narrow = histogram(List.of(1.9, 3.0), 0);
    ExponentialHistogram wide =
        new ExponentialHistogram(0, 1, Summary.NONE, 1, 1.5, Buckets.EMPTY, Buckets.EMPTY);
    ExponentialHistogram sum = narrow.plus(wide, 160);

    assertThat(sum.zeroThreshold()).isCloseTo(2.0, within(1e-12));
    assertThat(sum.zeroCount()).isEqualTo(2);
    assertThat(sum.positive()).isEqualTo(Buckets.of(1, new long[] {1}));
  }

  @Test
  void farApart_fitsIntoFewBuckets() {
    ExponentialHistogram low =
        new ExponentialHistogram(
            20,
            1,
            Summary.NONE,
            0,
            0,
            Buckets.of(Integer.MIN_VALUE, new long[] {1}),
            Buckets.EMPTY);
    ExponentialHistogram high =
        new ExponentialHistogram(
            20,
            1,
            Summary.NONE,
            0,
            0,
            Buckets.of(Integer.MAX_VALUE - 1, new long[] {1}),
            Buckets.EMPTY);

    assertThat(low.plus(high, 160).positive().size()).isLessThanOrEqualTo(160);
    assertThat(low.plus(high, 2).positive().total()).isEqualTo(2);
  }

  @Test
  void written_isReadBack() throws InvalidProtocolBufferException {
    ExponentialHistogram histogram =
        new ExponentialHistogram(
            -3,
            9,
            new Summary(1.5, -7.0, 8.0),
            2,
            0.25,
            Buckets.of(-5, new long[] {1, 0, 300}),
            Buckets.of(7, new long[] {4}));
    ProtoWriter out = new ProtoWriter();
    histogram.write(out);
    byte[] bytes = out.toByteArray();

    assertThat(
            ExponentialHistogram.of(
                new ExponentialHistogramDataPointView().wrap(bytes, 0, bytes.length)))
        .isEqualTo(histogram);
    ExponentialHistogramDataPoint official = ExponentialHistogramDataPoint.parseFrom(bytes);
    assertThat(official.getScale()).isEqualTo(-3);
    assertThat(official.getPositive().getOffset()).isEqualTo(-5);
    assertThat(official.getPositive().getBucketCountsList()).containsExactly(1L, 0L, 300L);
    assertThat(official.getMin()).isEqualTo(-7.0);
    assertThat(official.getZeroThreshold()).isEqualTo(0.25);
  }

  /// Values in the middle of buckets, so that rounding cannot move them.
  private static List<Double> values(Random random) {
    List<Double> values = new ArrayList<>();
    for (int i = random.nextInt(8); i >= 0; i--) {
      double size = Math.pow(2, (random.nextInt(4000) - 2000 + 0.5) / 256);
      values.add(random.nextInt(3) == 0 ? -size : size);
    }
    return values;
  }

  /// By counting each value alone.
  private static ExponentialHistogram histogram(List<Double> values, int scale) {
    return new ExponentialHistogram(
        scale,
        values.size(),
        Summary.NONE,
        0,
        0,
        buckets(values.stream().filter(v -> v > 0).toList(), scale),
        buckets(values.stream().filter(v -> v < 0).map(v -> -v).toList(), scale));
  }

  private static Buckets buckets(List<Double> sizes, int scale) {
    TreeMap<Integer, Long> counts = new TreeMap<>();
    for (double size : sizes) {
      counts.merge(
          (int) Math.ceil(Math.log(size) / Math.log(2) * Math.pow(2, scale)) - 1, 1L, Long::sum);
    }
    if (counts.isEmpty()) {
      return Buckets.EMPTY;
    }
    long[] all = new long[counts.lastKey() - counts.firstKey() + 1];
    counts.forEach((index, count) -> all[index - counts.firstKey()] = count);
    return Buckets.of(counts.firstKey(), all);
  }
}
