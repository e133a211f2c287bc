package dev.weir.ottl.functions;

import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.Type;

/// Reads an int from a string in a base.
///
/// - `target`: digits, with `+` or `-` in front if need be. A string that is none, or a number
///   beyond 64 bits, is an error.
/// - `base`: 2 to 36, or 0: then `0b`, `0o` or `0`, and `0x` in front say it, else it is 10, and
///   underscores may stand between digits.
///
/// ```
/// ParseInt(log.attributes["mode"], 8)
/// ParseInt("0xff", 0)
/// ```
public final class ParseInt implements Converter {
  private static final Parameter<Getter<String>> TARGET = Parameter.string("target");
  private static final Parameter<Getter<Long>> BASE = Parameter.integer("base");

  @Override
  public Signature signature() {
    return Signature.of("ParseInt", TARGET, BASE).returning(Type.INT);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<String> target = arguments.get(TARGET);
    Getter<Long> base = arguments.get(BASE);
    return frame -> parse(target.get(frame), base.get(frame));
  }

  private static Long parse(String text, long base) {
    if (base != 0 && (base < 2 || base > 36)) {
      throw new EvaluationException("base " + base + " (expected: 0 or 2 to 36)");
    }
    try {
      if (base != 0) {
        return Long.valueOf(text, (int) base);
      }
      boolean signed = text.startsWith("-") || text.startsWith("+");
      String digits = signed ? text.substring(1) : text;
      int implied = base(digits);
      if (!digits.matches("(0[bBoOxX]_?)?[0-9a-fA-F]+(_[0-9a-fA-F]+)*")) {
        throw new NumberFormatException();
      }
      boolean letter = digits.length() > 1 && !Character.isDigit(digits.charAt(1));
      String plain =
          digits.substring(implied == 10 || !(letter && digits.charAt(1) != '_') ? 0 : 2);
      return Long.valueOf((text.startsWith("-") ? "-" : "") + plain.replace("_", ""), implied);
    } catch (NumberFormatException e) {
      throw new EvaluationException(
          "text \"" + text + "\" (expected: an int in base " + base + ")");
    }
  }

  private static int base(String digits) {
    if (digits.length() < 2 || digits.charAt(0) != '0') {
      return 10;
    }
    return switch (digits.charAt(1)) {
      case 'b', 'B' -> 2;
      case 'x', 'X' -> 16;
      default -> 8;
    };
  }
}
