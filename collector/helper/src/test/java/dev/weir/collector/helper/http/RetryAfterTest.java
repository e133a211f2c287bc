package dev.weir.collector.helper.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class RetryAfterTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

  @Test
  void secondsAndDates_areRead() {
    assertThat(RetryAfter.parse(" 30 ", CLOCK)).isEqualTo(Duration.ofSeconds(30));
    assertThat(RetryAfter.parse("Thu, 01 Jan 2026 00:01:00 GMT", CLOCK))
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(RetryAfter.parse("Wed, 31 Dec 2025 00:00:00 GMT", CLOCK)).isEqualTo(Duration.ZERO);
    assertThat(RetryAfter.parse("999999999", CLOCK)).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void anythingElse_saysNothing() {
    assertThat(RetryAfter.parse("", CLOCK)).isNull();
    assertThat(RetryAfter.parse("-1", CLOCK)).isNull();
    assertThat(RetryAfter.parse("soon", CLOCK)).isNull();
  }
}
