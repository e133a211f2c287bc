package dev.weir.collector.processors.memorylimiter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.testkit.TestProblems;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryLimiterConfigTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          0   | 0  | 0   | 0   | 'limit_mib' or 'limit_percentage' must be greater than zero
          100 | 100| 0   | 0   | 'spike_limit_mib' must be smaller than 'limit_mib'
          0   | 0  | 50  | 50  | 'spike_limit_percentage' must be smaller than 'limit_percentage'
          0   | 0  | 101 | 0   | 'limit_percentage' and 'spike_limit_percentage' must be greater than zero and less than or equal to hundred
          -1  | 0  | 0   | 0   | -1 (expected: 0 to 4294967295)
          """)
  void limits_thatCannotWork_areNamed(
      long mib, long spikeMib, long percent, long spikePercent, String text) {
    var config = MemoryLimiterTest.limits(mib, spikeMib, percent, spikePercent);

    assertThat(TestProblems.of(config).messages()).singleElement().asString().contains(text);
  }

  @Test
  void limitMib_countsBesideAPercentage() {
    assertThat(TestProblems.of(MemoryLimiterTest.limits(100, 0, 50, 0)).messages()).isEmpty();
  }

  @Test
  void intervals_thatCannotWork_areNamed() {
    assertThat(intervals(0, 10, 0, 30, 30))
        .containsExactly("check_interval: 'check_interval' must be greater than zero");
    assertThat(intervals(1, 1, 2, 30, 30))
        .singleElement()
        .asString()
        .contains("should be larger than 'min_gc_interval_when_hard_limited'");
    assertThat(intervals(1, 10, 0, -1, 30))
        .contains(
            "max_gc_interval_when_soft_limited: 'max_gc_interval_when_soft_limited' must be"
                + " non-negative");
    assertThat(intervals(1, 10, 0, 5, 1))
        .singleElement()
        .asString()
        .contains("must be greater than or equal to 'min_gc_interval_when_soft_limited'");
    assertThat(intervals(1, 10, 0, 20, 30))
        .singleElement()
        .asString()
        .contains("should be larger than or equal to 'max_gc_interval_when_hard_limited'");
    assertThat(intervals(1, 10, 0, 0, 0)).isEmpty();
  }

  @Test
  void severalProblems_areReportedAtOnce() {
    assertThat(TestProblems.of(MemoryLimiterConfig.DEFAULT).messages()).hasSize(2);
  }

  private static List<String> intervals(
      int check, int minSoft, int minHard, int maxSoft, int maxHard) {
    return TestProblems.of(
            new MemoryLimiterConfig(
                Duration.ofSeconds(check),
                Duration.ofSeconds(minSoft),
                Duration.ofSeconds(minHard),
                Duration.ofSeconds(maxSoft),
                Duration.ofSeconds(maxHard),
                100,
                0,
                0,
                0))
        .messages();
  }
}
