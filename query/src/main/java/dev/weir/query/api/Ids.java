package dev.weir.query.api;

import dev.weir.query.http.Failure;
import java.util.Locale;

/// Ids of traces and spans, as clients write them.
public final class Ids {
  private static final int TRACE_DIGITS = 32;
  private static final int SPAN_DIGITS = 16;

  private Ids() {}

  public static String trace(String text) {
    return id("traceId", text, TRACE_DIGITS);
  }

  static String span(String text) {
    return id("spanId", text, SPAN_DIGITS);
  }

  private static String id(String name, String text, int digits) {
    boolean isHex =
        !text.isEmpty()
            && text.length() <= digits
            && text.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
    if (!isHex) {
      throw Failure.parameter(name, text, "1 to " + digits + " hexadecimal digits");
    }
    return "0".repeat(digits - text.length()) + text.toLowerCase(Locale.ROOT);
  }
}
