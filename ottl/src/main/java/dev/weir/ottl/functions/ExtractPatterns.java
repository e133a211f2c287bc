package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Prepared;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.text.Captures;
import dev.weir.ottl.value.Type;

/// Takes parts out of a string by the named groups of a regular expression, and gives a map of
/// them. If the expression does not occur, the map is empty; a group that took no part in the match
/// is an empty string.
///
/// - `target`: a string.
/// - `pattern`: an expression in RE2 syntax with at least one named group, `(?P<name>…)`. Names may
///   contain dots.
///
/// ```
/// merge_maps(log.attributes, ExtractPatterns(log.body, "user=(?P<user.name>\\w+)"), "upsert")
/// ```
public final class ExtractPatterns implements Converter {
  private static final Parameter<Getter<String>> TARGET = Parameter.string("target");
  private static final Parameter<Getter<String>> PATTERN = Parameter.string("pattern");

  @Override
  public Signature signature() {
    return Signature.of("ExtractPatterns", TARGET, PATTERN).returning(Type.MAP);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<String> target = arguments.get(TARGET);
    Getter<String> pattern = arguments.get(PATTERN);
    Prepared<Captures> captures = Prepared.of(pattern, ExtractPatterns::compile);
    return frame -> captures.get(frame).find(target.get(frame));
  }

  private static Captures compile(String expression) {
    Captures captures = Captures.of(expression);
    if (captures.isEmpty()) {
      throw new IllegalArgumentException(
          "regular expression \"" + expression + "\" (expected: a named group, (?P<name>...))");
    }
    return captures;
  }
}
