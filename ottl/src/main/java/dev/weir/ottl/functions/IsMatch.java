package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Getters;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Prepared;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.text.Regex;
import dev.weir.ottl.value.Cell;
import dev.weir.ottl.value.Type;

/// Tells whether a regular expression occurs in a value. Expressions are in RE2 syntax and not
/// anchored. Values that are no strings are taken as text: numbers and bools as they are written,
/// bytes in hexadecimal, maps, lists and ids as JSON. nil gives false.
///
/// - `target`: any value.
/// - `pattern`: the expression.
///
/// ```
/// IsMatch(span.name, "^GET /api/v[0-9]+/")
/// IsMatch(log.body, "(?i)timed? ?out")
/// ```
public final class IsMatch implements Converter {
  private static final Parameter<Expression> TARGET = Parameter.value("target");
  private static final Parameter<Getter<String>> PATTERN = Parameter.string("pattern");

  @Override
  public Signature signature() {
    return Signature.of("IsMatch", TARGET, PATTERN).returning(Type.BOOL);
  }

  @Override
  public Expression create(Arguments arguments) {
    Prepared<Regex> regex = Prepared.of(arguments.get(PATTERN), Regex::of);
    return InPlace.of(
        arguments, arguments.get(TARGET), (frame, value) -> matches(regex.get(frame), value));
  }

  private static boolean matches(Regex expression, Cell value) {
    if (value.kind() == Cell.Kind.STRING) {
      return expression.occursIn(value.buffer(), value.offset(), value.length());
    }
    String text = Getters.stringLike(value.get());
    return text != null && expression.occursIn(text);
  }
}
