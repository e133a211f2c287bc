package dev.weir.collector.helper.values;

import java.math.BigDecimal;
import java.math.MathContext;

/// The two ways in which the Collector writes doubles. Both give the shortest digits that read back
/// as the same number.
final class DoubleText {
  private static final double SMALLEST_PLAIN = 1e-6;
  private static final double SMALLEST_EXPONENT = 1e21;

  private DoubleText() {}

  /// As ECMAScript does: an exponent below 1e-6 and from 1e21.
  static String ecmaScript(double value) {
    double size = Math.abs(value);
    boolean exponent = size != 0 && (size < SMALLEST_PLAIN || size >= SMALLEST_EXPONENT);
    return Double.isFinite(value) && exponent ? withExponent(value) : plain(value);
  }

  /// Without an exponent, whatever its size.
  static String plain(double value) {
    if (!Double.isFinite(value)) {
      return String.valueOf(value);
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    return shortest(value).toPlainString();
  }

  private static String withExponent(double value) {
    BigDecimal decimal = shortest(value);
    String digits = decimal.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - decimal.scale();
    return (value < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + (exponent < 0 ? "e-" : "e+")
        + Math.abs(exponent);
  }

  /// Java gives the smallest of all doubles a second digit that they do not need.
  private static BigDecimal shortest(double value) {
    BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    BigDecimal oneDigit = decimal.round(new MathContext(1));
    return oneDigit.doubleValue() == value ? oneDigit : decimal;
  }
}
