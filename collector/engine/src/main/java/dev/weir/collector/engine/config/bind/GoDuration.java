package dev.weir.collector.engine.config.bind;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Durations as Go writes them: `1h30m`, `200ms`, `1.5s`.
public final class GoDuration {
  private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

  private GoDuration() {}

  /// Reads a duration; null when the text is none, or longer than 292 years.
  public static @Nullable Duration parse(String text) {
    boolean negative = text.startsWith("-");
    int at = negative || text.startsWith("+") ? 1 : 0;
    if (text.substring(at).equals("0")) {
      return Duration.ZERO;
    }
    var nanos = BigDecimal.ZERO;
    int start = at;
    while (at < text.length()) {
      int unit = skip(text, at, true);
      int end = skip(text, unit, false);
      BigDecimal part = part(text.substring(at, unit), text.substring(unit, end));
      if (part == null) {
        return null;
      }
      nanos = nanos.add(part);
      at = end;
    }
    if (at == start || nanos.compareTo(MAX) > 0) {
      return null;
    }
    long value = nanos.longValue();
    return Duration.ofNanos(negative ? -value : value);
  }

  private static int skip(String text, int from, boolean number) {
    int at = from;
    while (at < text.length() && isNumber(text.charAt(at)) == number) {
      at++;
    }
    return at;
  }

  private static boolean isNumber(char c) {
    return c == '.' || (c >= '0' && c <= '9');
  }

  private static @Nullable BigDecimal part(String number, String unit) {
    long factor = factor(unit);
    boolean digits = number.length() > (number.indexOf('.') < 0 ? 0 : 1);
    if (factor == 0
        || !digits
        || number.length() > 100
        || number.indexOf('.') != number.lastIndexOf('.')) {
      return null;
    }
    return new BigDecimal(number).multiply(BigDecimal.valueOf(factor));
  }

  private static long factor(String unit) {
    return switch (unit) {
      case "ns" -> 1;
      case "us", "\u00b5s", "\u03bcs" -> 1_000;
      case "ms" -> 1_000_000;
      case "s" -> 1_000_000_000;
      case "m" -> 60_000_000_000L;
      case "h" -> 3_600_000_000_000L;
      default -> 0;
    };
  }

  /// Writes a duration as Go does: `1m30s`, `200ms`, `0s`.
  public static String format(Duration duration) {
    if (duration.isNegative()) {
      return "-" + format(duration.negated());
    }
    if (duration.isZero()) {
      return "0s";
    }
    long nanos = duration.toNanos();
    if (nanos < 1_000) {
      return nanos + "ns";
    }
    if (nanos < 1_000_000) {
      return decimal(nanos, 3) + "\u00b5s";
    }
    if (nanos < 1_000_000_000) {
      return decimal(nanos, 6) + "ms";
    }
    return longer(duration.toHours(), duration.toMinutesPart(), nanos % 60_000_000_000L);
  }

  private static String longer(long hours, int minutes, long nanos) {
    String seconds = decimal(nanos, 9) + "s";
    if (hours > 0) {
      return hours + "h" + minutes + "m" + seconds;
    }
    return minutes > 0 ? minutes + "m" + seconds : seconds;
  }

  private static String decimal(long value, int scale) {
    return BigDecimal.valueOf(value, scale).stripTrailingZeros().toPlainString();
  }
}
