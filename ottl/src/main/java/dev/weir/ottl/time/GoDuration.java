package dev.weir.ottl.time;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations such as `1h30m`, `-1.5s`, `300ms`.
public final class GoDuration {
  private static final Map<String, Long> UNITS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "μs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  private static final Pattern PART =
      Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|μs|ms|s|m|h)");

  private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

  private GoDuration() {}

  /// Reads a duration.
  ///
  /// @throws IllegalArgumentException if the text is no duration, or one of more than 292 years
  public static Duration parse(String text) {
    boolean signed = text.startsWith("-") || text.startsWith("+");
    String parts = signed ? text.substring(1) : text;
    if (parts.equals("0")) {
      return Duration.ZERO;
    }
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher matcher = PART.matcher(parts);
    int at = 0;
    while (at < parts.length() && matcher.find(at) && matcher.start() == at) {
      BigDecimal unit = BigDecimal.valueOf(UNITS.getOrDefault(matcher.group(2), 0L));
      nanos = nanos.add(new BigDecimal(number(matcher.group(1))).multiply(unit));
      at = matcher.end();
    }
    if (parts.isEmpty() || at < parts.length() || nanos.compareTo(MAX) > 0) {
      throw new IllegalArgumentException(
          "duration \"" + text + "\" (expected: such as 300ms, 1.5h, 1h30m)");
    }
    return Duration.ofNanos(text.startsWith("-") ? -nanos.longValue() : nanos.longValue());
  }

  /// The nanoseconds of a duration; of one of more than 292 years, the most that there are.
  public static long nanos(Duration duration) {
    try {
      return duration.toNanos();
    } catch (ArithmeticException e) {
      return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  /// As it is usually printed: `1h0m0s`, `1.5s`, `300ms`, `0s`.
  public static String text(Duration duration) {
    long nanos = nanos(duration);
    if (nanos == 0) {
      return "0s";
    }
    BigDecimal size = BigDecimal.valueOf(nanos).abs();
    String sign = nanos < 0 ? "-" : "";
    if (size.longValue() < UNITS.getOrDefault("s", 0L)) {
      String unit = size.longValue() < 1_000 ? "ns" : size.longValue() < 1_000_000 ? "µs" : "ms";
      return sign + plain(size.divide(BigDecimal.valueOf(UNITS.getOrDefault(unit, 1L)))) + unit;
    }
    BigDecimal[] minutes = size.divideAndRemainder(BigDecimal.valueOf(UNITS.getOrDefault("m", 0L)));
    String seconds = plain(minutes[1].movePointLeft(9)) + "s";
    long whole = minutes[0].longValue();
    String before =
        whole >= 60 ? whole / 60 + "h" + whole % 60 + "m" : whole > 0 ? whole + "m" : "";
    return sign + before + seconds;
  }

  private static String number(String text) {
    return text.endsWith(".") ? text + "0" : text;
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
