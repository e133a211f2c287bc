package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Editor;
import dev.weir.ottl.function.FunctionReference;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Prepared;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.function.Target;
import dev.weir.ottl.text.Regex;
import org.jspecify.annotations.Nullable;

/// Replaces every occurrence of a regular expression in a string. Other types, and nil, stay as
/// they are.
///
/// - `target`: the path to the string.
/// - `regexPattern`: an expression in RE2 syntax.
/// - `replacement`: the text instead, in which `$1`, `${1}` and `${name}` stand for groups, and
///   `$$` for a dollar sign. In a configuration file `$` is written `$$`.
/// - `function`: a converter that is given the replacement, and whose result is taken instead, such
///   as `SHA256`.
/// - `replacementFormat`: a string with one `%s`, into which the function's result is put.
///
/// ```
/// replace_pattern(resource.attributes["process.command_line"], "password=[^\\s]*", "password=***")
/// replace_pattern(span.name, "[0-9]+", "$0", SHA256, "id-%s")
/// ```
public final class ReplacePattern implements Editor {
  private static final Parameter<Target> TARGET = Parameter.target("target");
  private static final Parameter<Getter<String>> REGEX_PATTERN = Parameter.string("regexPattern");
  private static final Parameter<Getter<String>> REPLACEMENT = Parameter.string("replacement");
  private static final Parameter<FunctionReference> FUNCTION =
      Parameter.function("function").optional();
  private static final Parameter<Getter<String>> REPLACEMENT_FORMAT =
      Parameter.string("replacementFormat").optional();

  @Override
  public Signature signature() {
    return Signature.of(
        "replace_pattern", TARGET, REGEX_PATTERN, REPLACEMENT, FUNCTION, REPLACEMENT_FORMAT);
  }

  @Override
  public Action create(Arguments arguments) {
    Target target = arguments.get(TARGET);
    Getter<String> regexPattern = arguments.get(REGEX_PATTERN);
    Getter<String> replacement = arguments.get(REPLACEMENT);
    @Nullable FunctionReference function = arguments.find(FUNCTION);
    @Nullable Getter<String> replacementFormat = arguments.find(REPLACEMENT_FORMAT);
    Prepared<Regex> regex = Prepared.of(regexPattern, Regex::of);
    Replacement with = new Replacement(function, replacementFormat);
    return frame -> {
      if (target.get(frame) instanceof String text) {
        Regex expression = regex.get(frame);
        if (expression.occursIn(text)) {
          target.set(frame, with.inPlace(frame, expression, text, replacement.get(frame)));
        }
      }
    };
  }
}
