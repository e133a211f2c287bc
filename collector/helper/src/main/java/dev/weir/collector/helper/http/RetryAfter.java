package dev.weir.collector.helper.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// Reads the header `Retry-After`: a number of seconds, or a date.
public final class RetryAfter {
  private static final Duration MAX = Duration.ofDays(1);

  private RetryAfter() {}

  /// How long to wait, at most a day; zero for a time that has passed, and null when the value is
  /// neither a number nor a date.
  public static @Nullable Duration parse(String value, Clock clock) {
    String text = value.strip();
    if (text.matches("\\d{1,9}")) {
      return atMost(Duration.ofSeconds(Integer.parseInt(text)));
    }
    try {
      Instant date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
      return atMost(Duration.between(clock.instant(), date));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static Duration atMost(Duration delay) {
    if (delay.isNegative()) {
      return Duration.ZERO;
    }
    return delay.compareTo(MAX) > 0 ? MAX : delay;
  }
}
