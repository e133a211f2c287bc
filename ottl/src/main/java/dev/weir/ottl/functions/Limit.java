package dev.weir.ottl.functions;

import dev.weir.ottl.OttlException;
import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Editor;
import dev.weir.ottl.function.MapTarget;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.Key;
import dev.weir.ottl.value.MapValue;
import java.util.List;

/// Removes entries of a map until there are no more than a number. Those that come first stay.
///
/// - `target`: a path to a map.
/// - `limit`: how many may stay, from 0.
/// - `priority_keys`: a list of keys that stay in any case, no more than `limit`.
///
/// ```
/// limit(resource.attributes, 50, ["service.name", "host.name"])
/// ```
public final class Limit implements Editor {
  private static final Parameter<MapTarget> TARGET = Parameter.mapTarget("target");
  private static final Parameter<Long> LIMIT = Parameter.literalInteger("limit");
  private static final Parameter<List<String>> PRIORITY_KEYS =
      Parameter.listOf(Parameter.literalString("priority_keys"));

  @Override
  public Signature signature() {
    return Signature.of("limit", TARGET, LIMIT, PRIORITY_KEYS);
  }

  @Override
  public Action create(Arguments arguments) {
    MapTarget target = arguments.get(TARGET);
    Long limit = arguments.get(LIMIT);
    List<String> priorityKeys = arguments.get(PRIORITY_KEYS);
    if (limit < priorityKeys.size()) {
      throw new OttlException(
          "limit " + limit + " (expected: at least 0, and the number of priority keys)");
    }
    return frame -> {
      MapValue map = target.get(frame);
      if (map.size() <= limit) {
        return;
      }
      long room = limit;
      for (String key : priorityKeys) {
        room -= map.contains(Key.of(key)) ? 1 : 0;
      }
      for (MapValue.Cursor entries = map.cursor(); entries.next(); ) {
        if (!priorityKeys.contains(entries.key()) && room-- <= 0) {
          entries.remove();
        }
      }
      target.set(frame, map);
    };
  }
}
