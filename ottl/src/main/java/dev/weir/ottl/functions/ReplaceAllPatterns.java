package dev.weir.ottl.functions;

import dev.weir.ottl.OttlException;
import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Editor;
import dev.weir.ottl.function.FunctionReference;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.MapTarget;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Prepared;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.text.Regex;
import dev.weir.ottl.value.DecodedMap;
import dev.weir.ottl.value.MapValue;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Replaces every occurrence of a regular expression in the strings of a map, or in its keys.
///
/// - `target`: a path to a map.
/// - `mode`: `value` for the strings among the values, `key` for the keys. If two keys become the
///   same, the value of the later one counts.
/// - `regexPattern`: an expression in RE2 syntax.
/// - `replacement`: the text instead, in which `$1`, `${1}` and `${name}` stand for groups, and
///   `$$` for a dollar sign. In a configuration file `$` is written `$$`.
/// - `function`: a converter that is given the replacement, and whose result is taken instead, such
///   as `SHA256`.
/// - `replacementFormat`: a string with one `%s`, into which the function's result is put.
///
/// ```
/// replace_all_patterns(span.attributes, "value", "[0-9]{12,19}", "****")
/// replace_all_patterns(span.attributes, "key", "^kube_([0-9A-Za-z]+_)", "k8s.$1.")
/// ```
public final class ReplaceAllPatterns implements Editor {
  private static final Parameter<MapTarget> TARGET = Parameter.mapTarget("target");
  private static final Parameter<String> MODE = Parameter.literalString("mode");
  private static final Parameter<Getter<String>> REGEX_PATTERN = Parameter.string("regexPattern");
  private static final Parameter<Getter<String>> REPLACEMENT = Parameter.string("replacement");
  private static final Parameter<FunctionReference> FUNCTION =
      Parameter.function("function").optional();
  private static final Parameter<Getter<String>> REPLACEMENT_FORMAT =
      Parameter.string("replacementFormat").optional();

  @Override
  public Signature signature() {
    return Signature.of(
        "replace_all_patterns",
        TARGET,
        MODE,
        REGEX_PATTERN,
        REPLACEMENT,
        FUNCTION,
        REPLACEMENT_FORMAT);
  }

  @Override
  public Action create(Arguments arguments) {
    MapTarget target = arguments.get(TARGET);
    String mode = arguments.get(MODE);
    Getter<String> regexPattern = arguments.get(REGEX_PATTERN);
    Getter<String> replacement = arguments.get(REPLACEMENT);
    @Nullable FunctionReference function = arguments.find(FUNCTION);
    @Nullable Getter<String> replacementFormat = arguments.find(REPLACEMENT_FORMAT);
    if (!mode.equals("key") && !mode.equals("value")) {
      throw new OttlException("mode \"" + mode + "\" (expected: key or value)");
    }
    boolean isKey = mode.equals("key");
    Prepared<Regex> regex = Prepared.of(regexPattern, Regex::of);
    Replacement with = new Replacement(function, replacementFormat);
    return frame -> {
      Regex expression = regex.get(frame);
      String template = replacement.get(frame);
      MapValue map = target.get(frame);
      UnaryOperator<String> change = text -> with.inPlace(frame, expression, text, template);
      target.set(frame, isKey ? keys(map, expression, change) : values(map, expression, change));
    };
  }

  private static MapValue values(MapValue map, Regex expression, UnaryOperator<String> change) {
    for (MapValue.Cursor entries = map.cursor(); entries.next(); ) {
      if (entries.value() instanceof String text && expression.occursIn(text)) {
        entries.replace(change.apply(text));
      }
    }
    return map;
  }

  private static MapValue keys(MapValue map, Regex expression, UnaryOperator<String> change) {
    boolean changes = false;
    for (MapValue.Cursor entries = map.cursor(); entries.next() && !changes; ) {
      changes = expression.occursIn(entries.key());
    }
    if (!changes) {
      return map;
    }
    DecodedMap renamed = new DecodedMap();
    for (MapValue.Cursor entries = map.cursor(); entries.next(); ) {
      String key = entries.key();
      renamed.put(expression.occursIn(key) ? change.apply(key) : key, entries.value());
    }
    return renamed;
  }
}
