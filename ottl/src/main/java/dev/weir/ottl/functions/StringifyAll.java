package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Editor;
import dev.weir.ottl.function.MapTarget;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.text.Texts;
import dev.weir.ottl.value.MapValue;

/// Turns all values of a map into strings: numbers and bools as they are written, bytes as base64,
/// maps and lists as JSON, empty values as empty strings.
///
/// - `target`: a path to a map.
///
/// ```
/// stringify_all(log.attributes)
/// ```
public final class StringifyAll implements Editor {
  private static final Parameter<MapTarget> TARGET = Parameter.mapTarget("target");

  @Override
  public Signature signature() {
    return Signature.of("stringify_all", TARGET);
  }

  @Override
  public Action create(Arguments arguments) {
    MapTarget target = arguments.get(TARGET);
    return frame -> {
      MapValue map = target.get(frame);
      for (MapValue.Cursor entries = map.cursor(); entries.next(); ) {
        Object value = entries.value();
        if (!(value instanceof String)) {
          entries.replace(Texts.attribute(value));
        }
      }
      target.set(frame, map);
    };
  }
}
