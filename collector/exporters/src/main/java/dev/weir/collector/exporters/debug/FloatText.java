package dev.weir.collector.exporters.debug;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// Doubles as Go prints them.
final class FloatText {
  private static final int FIXED_DECIMALS = 6;

  private FloatText() {}

  /// `%f`: six decimals, rounded from the exact value.
  static String fixed(double value) {
    if (!Double.isFinite(value)) {
      return notFinite(value);
    }
    BigDecimal magnitude =
        new BigDecimal(Math.abs(value)).setScale(FIXED_DECIMALS, RoundingMode.HALF_EVEN);
    return sign(value) + magnitude.toPlainString();
  }

  /// `%v`: the fewest digits, with an exponent below 1e-4 and from 1e6.
  static String shortest(double value) {
    if (!Double.isFinite(value)) {
      return notFinite(value);
    }
    BigDecimal digits = digits(value);
    int exponent = exponent(digits);
    return sign(value)
        + (exponent < -4 || exponent >= 6 ? scientific(digits, 2) : digits.toPlainString());
  }

  /// As JSON has it: with an exponent below 1e-6 and from 1e21.
  static String json(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    BigDecimal digits = digits(value);
    int exponent = exponent(digits);
    return sign(value)
        + (exponent < -6 || exponent >= 21 ? scientific(digits, 1) : digits.toPlainString());
  }

  private static String notFinite(double value) {
    return Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
  }

  private static String sign(double value) {
    return Double.doubleToRawLongBits(value) < 0 ? "-" : "";
  }

  /// The magnitude in the fewest digits.
  private static BigDecimal digits(double value) {
    BigDecimal digits = new BigDecimal(Double.toString(Math.abs(value))).stripTrailingZeros();
    return digits.signum() == 0 ? BigDecimal.ZERO : digits;
  }

  private static int exponent(BigDecimal digits) {
    return digits.signum() == 0 ? 0 : digits.precision() - digits.scale() - 1;
  }

  private static String scientific(BigDecimal digits, int minExponentDigits) {
    String all = digits.unscaledValue().toString();
    String exponent = Integer.toString(Math.abs(exponent(digits)));
    return all.charAt(0)
        + (all.length() > 1 ? "." + all.substring(1) : "")
        + (exponent(digits) < 0 ? "e-" : "e+")
        + "0".repeat(Math.max(0, minExponentDigits - exponent.length()))
        + exponent;
  }
}
