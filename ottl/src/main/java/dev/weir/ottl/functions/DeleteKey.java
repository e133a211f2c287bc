package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Editor;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.MapTarget;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Prepared;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.Key;
import dev.weir.ottl.value.MapValue;

/// Removes an entry from a map. If there is none of that key, nothing happens.
///
/// - `target`: a path to a map.
/// - `key`: the key, a string.
///
/// ```
/// delete_key(resource.attributes, "process.command_line")
/// ```
public final class DeleteKey implements Editor {
  private static final Parameter<MapTarget> TARGET = Parameter.mapTarget("target");
  private static final Parameter<Getter<String>> KEY = Parameter.string("key");

  @Override
  public Signature signature() {
    return Signature.of("delete_key", TARGET, KEY);
  }

  @Override
  public Action create(Arguments arguments) {
    MapTarget target = arguments.get(TARGET);
    Prepared<Key> key = Prepared.of(arguments.get(KEY), Key::of);
    return frame -> {
      MapValue map = target.get(frame);
      map.remove(key.get(frame));
      target.set(frame, map);
    };
  }
}
