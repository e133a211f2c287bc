package dev.weir.otlp.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;
import java.util.regex.Pattern;

/// Numbers from their digits, without garbage where they are short.
final class JsonNumbers {
  private static final long MAX_BEFORE_TIMES_TEN = Long.divideUnsigned(-1L, 10);
  private static final long MAX_EXACT_MANTISSA = 1L << 53;
  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?");

  private JsonNumbers() {}

  /// Thrown when the text is no such number. Has no stack trace.
  static final class NotANumber extends Exception {
    private static final long serialVersionUID = 1L;

    NotANumber() {
      super(null, null, false, false);
    }
  }

  /// A whole number of up to 64 bits without a sign.
  static long unsigned(byte[] text, int from, int to) throws NotANumber {
    if (from == to) {
      throw new NotANumber();
    }
    long value = 0;
    for (int at = from; at < to; at++) {
      int digit = text[at] - '0';
      if (digit < 0 || digit > 9 || Long.compareUnsigned(value, MAX_BEFORE_TIMES_TEN) > 0) {
        throw new NotANumber();
      }
      long next = value * 10 + digit;
      if (Long.compareUnsigned(next, digit) < 0) {
        throw new NotANumber();
      }
      value = next;
    }
    return value;
  }

  /// A whole number from `min` to `max`, with or without a sign.
  static long signed(byte[] text, int from, int to, long min, long max) throws NotANumber {
    boolean negative = from < to && text[from] == '-';
    boolean sign = negative || (from < to && text[from] == '+');
    long magnitude = unsigned(text, sign ? from + 1 : from, to);
    boolean fits =
        negative
            ? Long.compareUnsigned(magnitude, -min) <= 0
            : Long.compareUnsigned(magnitude, max) <= 0;
    if (!fits) {
      throw new NotANumber();
    }
    return negative ? -magnitude : magnitude;
  }

  /// A double in JSON's grammar, which the caller has checked.
  static double decimal(byte[] text, int from, int to) throws NotANumber {
    boolean negative = text[from] == '-';
    long mantissa = 0;
    int decimals = 0;
    boolean fraction = false;
    for (int at = negative ? from + 1 : from; at < to; at++) {
      byte character = text[at];
      if (character == '.') {
        fraction = true;
        continue;
      }
      int digit = character - '0';
      if (digit < 0 || digit > 9 || mantissa > MAX_EXACT_MANTISSA / 10 - 1) {
        return finite(new String(text, from, to - from, ISO_8859_1));
      }
      mantissa = mantissa * 10 + digit;
      decimals += fraction ? 1 : 0;
    }
    if (decimals >= POWERS_OF_TEN.length) {
      return finite(new String(text, from, to - from, ISO_8859_1));
    }
    // Both operands are exact, so the quotient is the nearest double.
    double magnitude = mantissa / POWERS_OF_TEN[decimals];
    return negative ? -magnitude : magnitude;
  }

  /// A double written as a string, which may also be not a number or infinite.
  static double decimalOrSpecial(String text) throws NotANumber {
    if (DECIMAL.matcher(text).matches()) {
      return finite(text);
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "nan" -> Double.NaN;
      case "infinity", "+infinity", "inf", "+inf" -> Double.POSITIVE_INFINITY;
      case "-infinity", "-inf" -> Double.NEGATIVE_INFINITY;
      default -> throw new NotANumber();
    };
  }

  private static double finite(String text) throws NotANumber {
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      throw new NotANumber();
    }
    return value;
  }
}
