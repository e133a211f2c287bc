package dev.weir.ottl.text;

import dev.weir.ottl.value.DecodedMap;
import java.util.ArrayList;
import java.util.List;

/// Events in the Common Event Format.
public final class Cef {
  private static final String MARK = "CEF:";
  private static final String[] HEADER = {
    "cef.version",
    "cef.device_vendor",
    "cef.device_product",
    "cef.device_version",
    "cef.device_event_class_id",
    "cef.name",
    "cef.severity"
  };

  private Cef() {}

  /// The event as a map.
  ///
  /// @throws IllegalArgumentException if it is no such event
  public static DecodedMap parse(String text) {
    int mark = text.indexOf(MARK);
    if (mark < 0) {
      throw new IllegalArgumentException("no CEF (expected: " + MARK + ")");
    }
    DecodedMap event = new DecodedMap();
    int at = mark + MARK.length();
    for (int i = 0; i < HEADER.length; i++) {
      int bar = find('|', text, at);
      boolean isLast = i == HEADER.length - 1;
      if (bar < 0 && !isLast) {
        throw new IllegalArgumentException(
            "CEF without " + HEADER[i + 1] + " (expected: 7 parts with | between them)");
      }
      int end = bar < 0 ? text.length() : bar;
      event.put(HEADER[i], header(text.substring(at, end)));
      at = Math.min(end + 1, text.length());
    }
    event.put("cef.extensions", extensions(text.substring(at)));
    return event;
  }

  /// Where a character stands that no backslash keeps from counting; -1 if nowhere.
  private static int find(char wanted, String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == wanted) {
        return i;
      }
      i += c == '\\' ? 1 : 0;
    }
    return -1;
  }

  private static String header(String text) {
    return text.replace("\\|", "|").replace("\\\\", "\\");
  }

  private static DecodedMap extensions(String text) {
    List<Integer> signs = new ArrayList<>();
    for (int i = find('=', text, 0); i >= 0; i = find('=', text, i + 1)) {
      if (isKey(text, keyStart(text, i), i)) {
        signs.add(i);
      }
    }
    DecodedMap extensions = new DecodedMap();
    for (int i = 0; i < signs.size(); i++) {
      int sign = signs.get(i);
      int end = i + 1 < signs.size() ? keyStart(text, signs.get(i + 1)) : text.length();
      if (end > sign) {
        String key = text.substring(keyStart(text, sign), sign);
        extensions.put(key, unescaped(text.substring(sign + 1, end).strip()));
      }
    }
    return extensions;
  }

  /// Where the key before an equals sign begins: behind a space.
  private static int keyStart(String text, int sign) {
    return text.lastIndexOf(' ', sign - 1) + 1;
  }

  /// Keys are letters, digits and underscores; what else stands before an equals sign is text.
  private static boolean isKey(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c >= 128 || (!Character.isLetterOrDigit(c) && c != '_')) {
        return false;
      }
    }
    return from < to;
  }

  private static String unescaped(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\' || i + 1 == text.length()) {
        out.append(c);
        continue;
      }
      char next = text.charAt(++i);
      switch (next) {
        case 'n' -> out.append('\n');
        case 'r' -> out.append('\r');
        case '=', '\\' -> out.append(next);
        default -> out.append(c).append(next);
      }
    }
    return out.toString();
  }
}
