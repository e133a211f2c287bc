package dev.weir.query.http;

import dev.weir.query.traceql.Durations;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/// Times and durations as parameters hold them.
public final class TimeText {
  private static final long NANOS = 1_000_000_000L;

  /// About the year 2112; sums of two times do not overflow.
  private static final long LAST = 4_500_000_000_000_000_000L;

  private TimeText() {}

  /// Nanoseconds since 1970 of a number (whose unit is told by its size), an RFC 3339 time, `now`,
  /// or `now` and a duration with a sign.
  public static long time(String parameter, String text, Instant now) {
    try {
      return checked(nanos(text, now));
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      throw Failure.parameter(
          parameter,
          text,
          "now, now-15m, 2026-01-31T10:00:00Z or a number of seconds to nanoseconds");
    }
  }

  private static long nanos(String text, Instant now) {
    if (text.startsWith("now")) {
      return Math.addExact(nanos(now), offset(text.substring("now".length())));
    }
    return Character.isDigit(text.charAt(text.length() - 1)) && text.indexOf(':') < 0
        ? number(text)
        : nanos(OffsetDateTime.parse(text).toInstant());
  }

  private static long checked(long time) {
    if (Math.abs(time) > LAST) {
      throw new NumberFormatException("too far away");
    }
    return time;
  }

  public static long nanos(Instant time) {
    return Math.addExact(Math.multiplyExact(time.getEpochSecond(), NANOS), time.getNano());
  }

  private static long offset(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    Long nanos = Durations.parse(text.substring(1));
    if (nanos == null || (text.charAt(0) != '-' && text.charAt(0) != '+')) {
      throw new NumberFormatException(text);
    }
    return text.charAt(0) == '-' ? -nanos : nanos;
  }

  private static long number(String text) {
    BigDecimal number = new BigDecimal(text);
    long size = number.abs().longValue();
    long unit =
        size < 100_000_000_000L
            ? NANOS
            : size < 100_000_000_000_000L ? 1_000_000 : size < 100_000_000_000_000_000L ? 1_000 : 1;
    if (number.precision() > 40 || Math.abs(number.scale()) > 40) {
      throw new NumberFormatException(text);
    }
    return number.multiply(BigDecimal.valueOf(unit)).toBigInteger().longValueExact();
  }

  /// A duration such as `30s`; a bare number is seconds.
  public static Duration duration(String parameter, String text) {
    Long nanos = Durations.parse(text);
    if (nanos == null) {
      nanos = Durations.parse(text + "s");
    }
    if (nanos == null || nanos <= 0) {
      throw Failure.parameter(parameter, text, "a duration such as 30s or 1m30s");
    }
    return Duration.ofNanos(nanos);
  }
}
