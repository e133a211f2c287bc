package dev.weir.collector.helper.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

  @Test
  void duringTheGrace_anyPaceWillDo() {
    assertThat(Pace.USUAL.isTooSlow(Duration.ofSeconds(30).toNanos(), 0)).isFalse();
  }

  @Test
  void afterTheGrace_aByteASecondIsTooSlow_twoKibibytesAreNot() {
    for (int second = 31; second < 4000; second++) {
      long nanos = Duration.ofSeconds(second).toNanos() + 1;
      assertThat(Pace.USUAL.isTooSlow(nanos, second)).isTrue();
      assertThat(Pace.USUAL.isTooSlow(nanos, second * 2048L)).isFalse();
    }
  }
}
