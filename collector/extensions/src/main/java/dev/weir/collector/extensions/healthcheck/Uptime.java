package dev.weir.collector.extensions.healthcheck;

import java.math.BigDecimal;
import java.time.Duration;

/// Writes durations as Go does: `3.97s`, `1h0m5s`.
final class Uptime {
  private Uptime() {}

  static String text(Duration time) {
    String seconds =
        BigDecimal.valueOf(time.toNanosPart(), 9)
                .add(BigDecimal.valueOf(time.toSecondsPart()))
                .stripTrailingZeros()
                .toPlainString()
            + "s";
    long hours = time.toHours();
    if (hours > 0) {
      return hours + "h" + time.toMinutesPart() + "m" + seconds;
    }
    return time.toMinutes() > 0 ? time.toMinutes() + "m" + seconds : seconds;
  }
}
