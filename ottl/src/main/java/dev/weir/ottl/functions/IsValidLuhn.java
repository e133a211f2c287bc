package dev.weir.ottl.functions;

import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.Type;
import org.jspecify.annotations.Nullable;

/// Tells whether a number passes the Luhn check that credit card numbers and other ids carry.
/// Spaces do not count; an empty string gives false. Other characters than digits, and nil, are an
/// error.
///
/// - `target`: a string of digits, or an int.
///
/// ```
/// delete_key(log.attributes, "card") where IsValidLuhn(log.attributes["card"])
/// ```
public final class IsValidLuhn implements Converter {
  private static final Parameter<Getter<@Nullable String>> TARGET = Parameter.stringLike("target");

  @Override
  public Signature signature() {
    return Signature.of("IsValidLuhn", TARGET).returning(Type.BOOL);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<@Nullable String> target = arguments.get(TARGET);
    return frame -> {
      String text = target.get(frame);
      if (text == null) {
        throw new EvaluationException("nil (expected: digits)");
      }
      return isValid(text.replace(" ", ""));
    };
  }

  private static boolean isValid(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      if (digit < 0 || digit > 9) {
        throw new EvaluationException("text \"" + digits + "\" (expected: digits)");
      }
      int doubled = digit * 2;
      sum += i % 2 == 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
    }
    return !digits.isEmpty() && sum % 10 == 0;
  }
}
