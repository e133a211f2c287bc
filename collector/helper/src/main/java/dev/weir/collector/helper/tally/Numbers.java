package dev.weir.collector.helper.tally;

import dev.weir.otlp.common.AnyValueView;
import org.jspecify.annotations.Nullable;

/// Numbers in attributes.
final class Numbers {
  private Numbers() {}

  /// The number that a value is, or that its text says; NaN when there is none that can be added.
  static double of(@Nullable AnyValueView value) {
    if (value == null) {
      return Double.NaN;
    }
    double number =
        switch (value.kind()) {
          case INT -> value.intValue();
          case DOUBLE -> value.doubleValue();
          case STRING -> parse(value.stringValue());
          default -> Double.NaN;
        };
    return Double.isFinite(number) ? number : Double.NaN;
  }

  /// Java would take `1d` and ` 1` as well.
  private static double parse(String text) {
    int last = text.length() - 1;
    if (last < 0 || !(Character.isDigit(text.charAt(last)) || text.charAt(last) == '.')) {
      return Double.NaN;
    }
    if (text.charAt(0) <= ' ') {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
