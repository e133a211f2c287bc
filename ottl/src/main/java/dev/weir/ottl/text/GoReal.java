package dev.weir.ottl.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/// Finite doubles without a sign as `%e`, `%f` and `%g` write them.
final class GoReal {
  private static final int DEFAULT_PRECISION = 6;

  private GoReal() {}

  static String text(double size, char verb, int precision) {
    return switch (verb) {
      case 'f', 'F' ->
          new BigDecimal(size)
              .setScale(precision < 0 ? DEFAULT_PRECISION : precision, RoundingMode.HALF_EVEN)
              .toPlainString();
      case 'e' -> exponent(size, precision < 0 ? DEFAULT_PRECISION : precision, "e");
      case 'E' -> exponent(size, precision < 0 ? DEFAULT_PRECISION : precision, "E");
      default -> general(size, precision, verb == 'G' ? "E" : "e");
    };
  }

  /// As few digits as it takes, or as many as asked for; with an exponent where it is small or
  /// large.
  private static String general(double size, int precision, String mark) {
    if (size == 0) {
      return "0";
    }
    BigDecimal digits =
        precision < 0
            ? new BigDecimal(Double.toString(size))
            : new BigDecimal(size)
                .round(new MathContext(Math.max(precision, 1), RoundingMode.HALF_EVEN));
    digits = digits.stripTrailingZeros();
    int exponent = digits.precision() - digits.scale() - 1;
    int limit = precision < 0 ? DEFAULT_PRECISION : Math.max(precision, 1);
    if (precision > digits.precision() && digits.precision() >= exponent + 1) {
      limit = digits.precision();
    }
    if (exponent >= -4 && exponent < limit) {
      return digits.toPlainString();
    }
    String unscaled = digits.unscaledValue().toString();
    String fraction = unscaled.length() > 1 ? "." + unscaled.substring(1) : "";
    return unscaled.charAt(0) + fraction + mark + exponentText(exponent);
  }

  private static String exponent(double size, int precision, String mark) {
    if (size == 0) {
      String zeros = precision > 0 ? "." + "0".repeat(precision) : "";
      return "0" + zeros + mark + "+00";
    }
    BigDecimal digits =
        new BigDecimal(size).round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
    int exponent = digits.precision() - digits.scale() - 1;
    String text =
        digits
            .movePointLeft(exponent)
            .setScale(precision, RoundingMode.UNNECESSARY)
            .toPlainString();
    return text + mark + exponentText(exponent);
  }

  private static String exponentText(int exponent) {
    return String.format(Locale.ROOT, "%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
  }
}
