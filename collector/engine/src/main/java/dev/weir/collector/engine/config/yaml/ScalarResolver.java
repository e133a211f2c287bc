package dev.weir.collector.engine.config.yaml;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Decides what an unquoted text is, as go-yaml 3 does: YAML 1.2 with a few habits of 1.1 (`0123`
/// is octal, `_` may stand in numbers, `yes` is a text).
final class ScalarResolver {
  private static final BigInteger MAX_UNSIGNED = BigInteger.ONE.shiftLeft(64);

  private ScalarResolver() {}

  static @Nullable Object resolve(String text) {
    if (text.isEmpty()) {
      return null;
    }
    return switch (text.charAt(0)) {
      case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '+', '-' -> number(text);
      case '.' -> startsWithPoint(text);
      case 't', 'T', 'f', 'F', 'n', 'N', '~' -> word(text);
      default -> text;
    };
  }

  private static @Nullable Object word(String text) {
    return switch (text) {
      case "~", "null", "Null", "NULL" -> null;
      case "true", "True", "TRUE" -> true;
      case "false", "False", "FALSE" -> false;
      default -> text;
    };
  }

  private static Object startsWithPoint(String text) {
    return switch (text) {
      case ".nan", ".NaN", ".NAN" -> Double.NaN;
      case ".inf", ".Inf", ".INF" -> Double.POSITIVE_INFINITY;
      default -> {
        Double value = underscoresBetweenDigits(text) ? decimal(text.replace("_", "")) : null;
        yield value == null ? text : value;
      }
    };
  }

  private static Object number(String text) {
    switch (text) {
      case "+.inf", "+.Inf", "+.INF" -> {
        return Double.POSITIVE_INFINITY;
      }
      case "-.inf", "-.Inf", "-.INF" -> {
        return Double.NEGATIVE_INFINITY;
      }
      default -> {}
    }
    YamlTimestamp timestamp = Timestamps.parse(text);
    if (timestamp != null) {
      return timestamp;
    }
    String plain = text.indexOf('_') < 0 ? text : text.replace("_", "");
    Object integer = integer(plain);
    if (integer != null) {
      return integer;
    }
    Double decimal = decimal(plain);
    return decimal == null ? text : decimal;
  }

  private static @Nullable Object integer(String text) {
    boolean signed = text.charAt(0) == '+' || text.charAt(0) == '-';
    String digits = signed ? text.substring(1) : text;
    int radix = radix(digits);
    digits = digits.substring(radix == 10 ? 0 : radix == 8 && !hasLetter(digits) ? 1 : 2);
    if (!allDigits(digits, radix)) {
      return null;
    }
    return fit(new BigInteger(text.charAt(0) == '-' ? "-" + digits : digits, radix), signed);
  }

  private static @Nullable Object fit(BigInteger value, boolean signed) {
    if (value.bitLength() < Long.SIZE) {
      return value.longValue();
    }
    return !signed && value.signum() > 0 && value.compareTo(MAX_UNSIGNED) < 0 ? value : null;
  }

  private static int radix(String digits) {
    if (digits.length() < 2 || digits.charAt(0) != '0') {
      return 10;
    }
    return switch (digits.charAt(1)) {
      case 'x', 'X' -> 16;
      case 'b', 'B' -> 2;
      default -> 8;
    };
  }

  private static boolean hasLetter(String digits) {
    return digits.charAt(1) == 'o' || digits.charAt(1) == 'O';
  }

  private static boolean allDigits(String digits, int radix) {
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) > 'f' || Character.digit(digits.charAt(i), radix) < 0) {
        return false;
      }
    }
    return !digits.isEmpty();
  }

  /// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`, unless it is too large for a double.
  private static @Nullable Double decimal(String text) {
    int at = text.charAt(0) == '+' || text.charAt(0) == '-' ? 1 : 0;
    int start = at;
    at = skipDigits(text, at);
    boolean whole = at > start;
    if (at < text.length() && text.charAt(at) == '.') {
      int fraction = at + 1;
      at = skipDigits(text, fraction);
      whole |= at > fraction;
    }
    if (!whole) {
      return null;
    }
    at = skipExponent(text, at);
    if (at != text.length()) {
      return null;
    }
    double value = Double.parseDouble(text);
    return Double.isInfinite(value) ? null : value;
  }

  private static int skipExponent(String text, int at) {
    if (at == text.length() || (text.charAt(at) != 'e' && text.charAt(at) != 'E')) {
      return at;
    }
    int sign = at + 1;
    boolean signed = sign < text.length() && (text.charAt(sign) == '+' || text.charAt(sign) == '-');
    int digits = signed ? sign + 1 : sign;
    int end = skipDigits(text, digits);
    return end > digits ? end : at;
  }

  private static int skipDigits(String text, int at) {
    int end = at;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  private static boolean underscoresBetweenDigits(String text) {
    for (int i = text.indexOf('_'); i >= 0; i = text.indexOf('_', i + 1)) {
      if (i + 1 == text.length() || !isDigit(text.charAt(i - 1)) || !isDigit(text.charAt(i + 1))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
