package dev.weir.collector.processors.attributes;

import dev.weir.collector.helper.values.ValueText;
import dev.weir.otlp.common.AnyValueView;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads numbers from texts as the Collector does, which is stricter than Java in some respects and
/// laxer in others.
public final class Conversion {
  private static final Pattern INT = Pattern.compile("[+-]?[0-9]{1,19}");
  private static final String DIGITS = "[0-9](_?[0-9])*";
  private static final String HEX_DIGITS = "[0-9a-f](_?[0-9a-f])*";
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(D(\\.(D)?)?|\\.D)(e[+-]?D)?".replace("D", DIGITS));
  private static final Pattern HEXADECIMAL =
      Pattern.compile(
          "[+-]?0x(_?H(\\.(H)?)?|\\.H)p[+-]?D".replace("H", HEX_DIGITS).replace("D", DIGITS));

  private Conversion() {}

  /// A whole number of 64 bits in decimal digits, or null.
  static @Nullable Long parseInt(String text) {
    if (!INT.matcher(text).matches()) {
      return null;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return null; // beyond 64 bits
    }
  }

  /// A number in decimal or hexadecimal digits, an infinity or NaN, or null.
  public static @Nullable Double parseDouble(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return switch (lower) {
      case "nan" -> Double.NaN;
      case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> parseFinite(lower);
    };
  }

  private static @Nullable Double parseFinite(String lower) {
    if (!DECIMAL.matcher(lower).matches() && !HEXADECIMAL.matcher(lower).matches()) {
      return null;
    }
    double value = Double.parseDouble(lower.replace("_", ""));
    return Double.isInfinite(value) ? null : value;
  }

  /// The value as a text, or null when it is one.
  static @Nullable String toText(AnyValueView value) {
    return value.isString() ? null : ValueText.of(value);
  }
}
