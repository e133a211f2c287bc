package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Editor;
import dev.weir.ottl.function.FunctionReference;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.MapTarget;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Prepared;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.text.Glob;
import dev.weir.ottl.text.Regex;
import dev.weir.ottl.value.MapValue;
import org.jspecify.annotations.Nullable;

/// Replaces the strings of a map that match a pattern as a whole. Other values stay.
///
/// - `target`: a path to a map.
/// - `pattern`: `*` stands for any text, `?` for any character, `[a-z]` for one of a set, `{a,b}`
///   for one of several.
/// - `replacement`: the string instead.
/// - `function`: a converter that is given the replacement, and whose result is taken instead, such
///   as `SHA256`.
/// - `replacementFormat`: a string with one `%s`, into which the function's result is put.
///
/// ```
/// replace_all_matches(resource.attributes, "/user/*/list/*", "/user/{userId}/list/{listId}")
/// ```
public final class ReplaceAllMatches implements Editor {
  private static final Parameter<MapTarget> TARGET = Parameter.mapTarget("target");
  private static final Parameter<Getter<String>> PATTERN = Parameter.string("pattern");
  private static final Parameter<Getter<String>> REPLACEMENT = Parameter.string("replacement");
  private static final Parameter<FunctionReference> FUNCTION =
      Parameter.function("function").optional();
  private static final Parameter<Getter<String>> REPLACEMENT_FORMAT =
      Parameter.string("replacementFormat").optional();

  @Override
  public Signature signature() {
    return Signature.of(
        "replace_all_matches", TARGET, PATTERN, REPLACEMENT, FUNCTION, REPLACEMENT_FORMAT);
  }

  @Override
  public Action create(Arguments arguments) {
    MapTarget target = arguments.get(TARGET);
    Getter<String> pattern = arguments.get(PATTERN);
    Getter<String> replacement = arguments.get(REPLACEMENT);
    @Nullable FunctionReference function = arguments.find(FUNCTION);
    @Nullable Getter<String> replacementFormat = arguments.find(REPLACEMENT_FORMAT);
    Prepared<Regex> glob = Prepared.of(pattern, Glob::regex);
    Replacement with = new Replacement(function, replacementFormat);
    return frame -> {
      Regex matched = glob.get(frame);
      MapValue map = target.get(frame);
      String instead = with.text(frame, replacement.get(frame));
      for (MapValue.Cursor entries = map.cursor(); entries.next(); ) {
        if (entries.value() instanceof String text && matched.occursIn(text)) {
          entries.replace(instead);
        }
      }
      target.set(frame, map);
    };
  }
}
