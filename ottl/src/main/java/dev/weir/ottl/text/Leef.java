package dev.weir.ottl.text;

import dev.weir.ottl.value.DecodedMap;

/// Events in the Log Event Extended Format.
public final class Leef {
  private static final String MARK = "LEEF:";
  private static final String[] HEADER = {
    "leef.version", "leef.vendor", "leef.product.name", "leef.product.version", "leef.event.id"
  };

  private Leef() {}

  /// The event as a map.
  ///
  /// @throws IllegalArgumentException if it is no such event
  public static DecodedMap parse(String text) {
    int at = text.indexOf(MARK);
    if (at < 0) {
      throw new IllegalArgumentException("no LEEF (expected: " + MARK + ")");
    }
    String[] parts = text.substring(at + MARK.length()).split("\\|", HEADER.length + 1);
    if (parts.length < HEADER.length) {
      throw new IllegalArgumentException(
          "LEEF with " + parts.length + " parts (expected: at least " + HEADER.length + ")");
    }
    boolean isSecond = parts[0].equals("2.0");
    if (!isSecond && !parts[0].equals("1.0")) {
      throw new IllegalArgumentException("LEEF " + parts[0] + " (expected: 1.0 or 2.0)");
    }
    DecodedMap event = new DecodedMap();
    for (int i = 0; i < HEADER.length; i++) {
      event.put(HEADER[i], parts[i]);
    }
    String rest = parts.length > HEADER.length ? parts[HEADER.length] : "";
    event.put("leef.attributes", isSecond ? second(rest) : pairs(rest, "\t"));
    return event;
  }

  /// The attributes of version 2.0, before which their delimiter may stand.
  private static DecodedMap second(String rest) {
    int bar = rest.indexOf('|');
    String before = bar < 0 ? rest : rest.substring(0, bar);
    if (before.contains("=")) {
      return pairs(rest, "\t");
    }
    return pairs(
        bar < 0 ? "" : rest.substring(bar + 1), before.isEmpty() ? "\t" : delimiter(before));
  }

  private static String delimiter(String written) {
    if (written.length() == 1) {
      return written;
    }
    if (written.matches("0[xX][0-9a-fA-F]{2}")) {
      return String.valueOf((char) Integer.parseInt(written.substring(2), 16));
    }
    throw new IllegalArgumentException(
        "delimiter \"" + written + "\" (expected: one character, or 0x and its number)");
  }

  private static DecodedMap pairs(String text, String delimiter) {
    DecodedMap pairs = new DecodedMap();
    int from = 0;
    while (from <= text.length()) {
      int found = text.indexOf(delimiter, from);
      int to = found < 0 ? text.length() : found;
      int equals = text.indexOf('=', from);
      if (equals > from && equals < to) {
        pairs.put(text.substring(from, equals), text.substring(equals + 1, to));
      }
      from = to + delimiter.length();
    }
    return pairs;
  }
}
