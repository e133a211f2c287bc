package dev.weir.query.traceql;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Durations as queries write them: `1h30m`, `2.5s`, `100µs`, `7d`.
public final class Durations {
  private static final Pattern PART =
      Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|μs|ms|s|m|h|d|w|y)");
  private static final Map<String, Long> NANOS =
      Map.ofEntries(
          Map.entry("ns", 1L),
          Map.entry("us", 1_000L),
          Map.entry("µs", 1_000L),
          Map.entry("μs", 1_000L),
          Map.entry("ms", 1_000_000L),
          Map.entry("s", 1_000_000_000L),
          Map.entry("m", 60_000_000_000L),
          Map.entry("h", 3_600_000_000_000L),
          Map.entry("d", 86_400_000_000_000L),
          Map.entry("w", 604_800_000_000_000L),
          Map.entry("y", 31_536_000_000_000_000L));
  private static final String[] UNITS = {"h", "m", "s", "ms", "µs", "ns"};
  private static final int MAX_TEXT = 60;

  private Durations() {}

  /// In nanoseconds; null if the text is no duration or too long a one.
  public static @Nullable Long parse(String text) {
    if (text.length() > MAX_TEXT) {
      return null;
    }
    Matcher part = PART.matcher(text);
    BigDecimal sum = BigDecimal.ZERO;
    int at = 0;
    while (at < text.length()) {
      if (!part.find(at) || part.start() != at) {
        return null;
      }
      long unit = NANOS.getOrDefault(part.group(2), 0L);
      sum = sum.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit)));
      at = part.end();
    }
    boolean fits = sum.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
    return at > 0 && fits ? sum.setScale(0, RoundingMode.HALF_UP).longValue() : null;
  }

  /// The largest unit in which it is a whole number, such as `1500ms`.
  public static String text(long nanos) {
    for (String unit : UNITS) {
      long size = NANOS.getOrDefault(unit, 1L);
      if (nanos % size == 0 && nanos != 0) {
        return nanos / size + unit;
      }
    }
    return "0s";
  }
}
