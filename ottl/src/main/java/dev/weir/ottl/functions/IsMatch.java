package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Prepared;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.text.Regex;
import dev.weir.ottl.value.Type;
import org.jspecify.annotations.Nullable;

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
  private static final Parameter<Getter<@Nullable String>> TARGET = Parameter.stringLike("target");
  private static final Parameter<Getter<String>> PATTERN = Parameter.string("pattern");

  @Override
  public Signature signature() {
    return Signature.of("IsMatch", TARGET, PATTERN).returning(Type.BOOL);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<@Nullable String> target = arguments.get(TARGET);
    Getter<String> pattern = arguments.get(PATTERN);
    Prepared<Regex> regex = Prepared.of(pattern, Regex::of);
    return frame -> {
      Regex expression = regex.get(frame);
      String text = target.get(frame);
      return text != null && expression.occursIn(text);
    };
  }
}
