package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Editor;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.MapTarget;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Prepared;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.text.Regex;
import dev.weir.ottl.value.MapValue;

/// Removes the entries of a map in whose key a regular expression does not occur.
///
/// - `target`: a path to a map.
/// - `pattern`: an expression in RE2 syntax, not anchored.
///
/// ```
/// keep_matching_keys(resource.attributes, "^(service|k8s)\\.")
/// ```
public final class KeepMatchingKeys implements Editor {
  private static final Parameter<MapTarget> TARGET = Parameter.mapTarget("target");
  private static final Parameter<Getter<String>> PATTERN = Parameter.string("pattern");

  @Override
  public Signature signature() {
    return Signature.of("keep_matching_keys", TARGET, PATTERN);
  }

  @Override
  public Action create(Arguments arguments) {
    MapTarget target = arguments.get(TARGET);
    Getter<String> pattern = arguments.get(PATTERN);
    Prepared<Regex> regex = Prepared.of(pattern, Regex::of);
    return frame -> {
      Regex expression = regex.get(frame);
      MapValue map = target.get(frame);
      for (MapValue.Cursor entries = map.cursor(); entries.next(); ) {
        if (!expression.occursIn(entries.key())) {
          entries.remove();
        }
      }
      target.set(frame, map);
    };
  }
}
