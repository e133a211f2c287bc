package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Editor;
import dev.weir.ottl.function.FunctionReference;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Prepared;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.function.Target;
import dev.weir.ottl.text.Glob;
import dev.weir.ottl.text.Regex;
import org.jspecify.annotations.Nullable;

/// Replaces a string that matches a pattern as a whole. Other types, and nil, stay as they are.
///
/// - `target`: the path to the string.
/// - `pattern`: `*` stands for any text, `?` for any character, `[a-z]` for one of a set, `{a,b}`
///   for one of several.
/// - `replacement`: the string instead.
/// - `function`: a converter that is given the replacement, and whose result is taken instead, such
///   as `SHA256`.
/// - `replacementFormat`: a string with one `%s`, into which the function's result is put.
///
/// ```
/// replace_match(span.name, "/user/*/orders/*", "/user/{userId}/orders/{orderId}")
/// ```
public final class ReplaceMatch implements Editor {
  private static final Parameter<Target> TARGET = Parameter.target("target");
  private static final Parameter<Getter<String>> PATTERN = Parameter.string("pattern");
  private static final Parameter<Getter<String>> REPLACEMENT = Parameter.string("replacement");
  private static final Parameter<FunctionReference> FUNCTION =
      Parameter.function("function").optional();
  private static final Parameter<Getter<String>> REPLACEMENT_FORMAT =
      Parameter.string("replacementFormat").optional();

  @Override
  public Signature signature() {
    return Signature.of(
        "replace_match", TARGET, PATTERN, REPLACEMENT, FUNCTION, REPLACEMENT_FORMAT);
  }

  @Override
  public Action create(Arguments arguments) {
    Target target = arguments.get(TARGET);
    Getter<String> pattern = arguments.get(PATTERN);
    Getter<String> replacement = arguments.get(REPLACEMENT);
    @Nullable FunctionReference function = arguments.find(FUNCTION);
    @Nullable Getter<String> replacementFormat = arguments.find(REPLACEMENT_FORMAT);
    Prepared<Regex> glob = Prepared.of(pattern, Glob::regex);
    Replacement with = new Replacement(function, replacementFormat);
    return frame -> {
      Object value = target.get(frame);
      String instead = with.text(frame, replacement.get(frame));
      if (value instanceof String text && glob.get(frame).occursIn(text)) {
        target.set(frame, instead);
      }
    };
  }
}
