package dev.weir.otlp.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// Doubles as the Collector writes them in JSON: the fewest digits that read back as the same
/// number, with an exponent only below 1e-6 and from 1e21.
final class DecimalText {
  private static final double MAX_WHOLE = 1L << 53;

  private DecimalText() {}

  /// Whether `value` is a whole number that can be written as a `long`.
  static boolean isWhole(double value) {
    return value == Math.rint(value)
        && Math.abs(value) <= MAX_WHOLE
        && Double.doubleToRawLongBits(value) != Long.MIN_VALUE;
  }

  /// The text of a finite number.
  static byte[] of(double value) {
    return text(value).getBytes(ISO_8859_1);
  }

  static String text(double value) {
    String java = Double.toString(Math.abs(value));
    int e = java.indexOf('E');
    String mantissa = e < 0 ? java : java.substring(0, e);
    int point = mantissa.indexOf('.');
    String digits = mantissa.substring(0, point) + mantissa.substring(point + 1);
    int exponent = point + (e < 0 ? 0 : Integer.parseInt(java.substring(e + 1)));
    int leading = 0;
    while (leading < digits.length() - 1 && digits.charAt(leading) == '0') {
      leading++;
    }
    int trailing = digits.length();
    while (trailing > leading + 1 && digits.charAt(trailing - 1) == '0') {
      trailing--;
    }
    String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
    String significant = digits.substring(leading, trailing);
    return sign + layOut(significant, exponent - leading, Math.abs(value));
  }

  /// @param exponent where the decimal point stands, counted from the first digit
  private static String layOut(String digits, int exponent, double magnitude) {
    if (magnitude != 0 && (magnitude < 1e-6 || magnitude >= 1e21)) {
      return scientific(digits, exponent - 1);
    }
    if (exponent <= 0) {
      return digits.equals("0") ? "0" : "0." + "0".repeat(-exponent) + digits;
    }
    if (exponent >= digits.length()) {
      return digits + "0".repeat(exponent - digits.length());
    }
    return digits.substring(0, exponent) + "." + digits.substring(exponent);
  }

  private static String scientific(String digits, int exponent) {
    String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
    String power = Integer.toString(Math.abs(exponent));
    return digits.charAt(0)
        + fraction
        + (exponent < 0 ? "e-" : "e+")
        + (power.length() == 1 ? "0" : "")
        + power;
  }
}
