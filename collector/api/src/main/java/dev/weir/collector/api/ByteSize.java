package dev.weir.collector.api;

import java.math.BigDecimal;
import java.util.Locale;

/// A number of bytes, written as a number or with a unit: `1024`, `16KiB`, `1.5MB`.
///
/// @param bytes not negative
public record ByteSize(long bytes) {
  private static final String UNITS = "kmgtp";

  /// Reads a size. Units with `i` count in steps of 1024, those without in steps of 1000.
  ///
  /// @throws IllegalArgumentException with the text and what was expected
  public static ByteSize parse(String text) {
    String number = text.strip().toLowerCase(Locale.ROOT);
    try {
      int end = number.length();
      while (end > 0 && Character.isLetter(number.charAt(end - 1))) {
        end--;
      }
      var value =
          new BigDecimal(number.substring(0, end).strip()).multiply(unit(number.substring(end)));
      if (value.signum() < 0) {
        throw new NumberFormatException(text);
      }
      return new ByteSize(value.toBigInteger().longValueExact());
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException(
          "\"" + text + "\" (expected: bytes, as in 1024, 16KiB or 1.5MB)", e);
    }
  }

  private static BigDecimal unit(String unit) {
    if (unit.isEmpty() || unit.equals("b")) {
      return BigDecimal.ONE;
    }
    int power = UNITS.indexOf(unit.charAt(0)) + 1;
    long step =
        switch (unit.substring(1)) {
          case "ib", "i" -> 1024;
          case "b", "" -> 1000;
          default -> 0;
        };
    if (power == 0 || step == 0) {
      throw new NumberFormatException(unit);
    }
    return BigDecimal.valueOf(step).pow(power);
  }

  @Override
  public String toString() {
    return Long.toString(bytes);
  }
}
