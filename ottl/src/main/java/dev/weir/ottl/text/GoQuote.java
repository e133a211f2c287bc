package dev.weir.ottl.text;

import java.util.Locale;

/// Texts and characters in quotes, as `%q` writes them.
final class GoQuote {
  private GoQuote() {}

  /// A text in double quotes.
  ///
  /// @param ascii true if other characters are escaped
  static String quote(String text, boolean ascii) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints().forEach(c -> append(c, '"', ascii, out));
    return out.append('"').toString();
  }

  /// The character of a number.
  static String character(long number) {
    return Character.toString(valid(number));
  }

  /// The character of a number in single quotes.
  static String quotedCharacter(long number) {
    StringBuilder out = new StringBuilder("'");
    append(valid(number), '\'', false, out);
    return out.append('\'').toString();
  }

  private static void append(int c, char quote, boolean ascii, StringBuilder out) {
    int escape = "\u0007\b\f\n\r\t\u000b\\".indexOf(c);
    if (escape >= 0) {
      out.append('\\').append("abfnrtv\\".charAt(escape));
    } else if (c == quote) {
      out.append('\\').append(quote);
    } else if (c < ' ' || c == 127) {
      out.append(String.format(Locale.ROOT, "\\x%02x", c));
    } else if (c < 127 || !(ascii || Character.isISOControl(c))) {
      out.appendCodePoint(c);
    } else {
      out.append(String.format(Locale.ROOT, c > 0xFFFF ? "\\U%08x" : "\\u%04x", c));
    }
  }

  private static int valid(long number) {
    return number >= 0 && number <= Character.MAX_CODE_POINT ? (int) number : 0xFFFD;
  }
}
