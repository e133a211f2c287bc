package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Editor;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.MapTarget;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.MapValue;
import java.util.HashSet;
import java.util.List;

/// Removes the entries of a map whose keys are not among those given.
///
/// - `target`: a path to a map.
/// - `keys`: a list of strings.
///
/// ```
/// keep_keys(resource.attributes, ["service.name", "service.version", "host.name"])
/// ```
public final class KeepKeys implements Editor {
  private static final Parameter<MapTarget> TARGET = Parameter.mapTarget("target");
  private static final Parameter<List<Getter<String>>> KEYS =
      Parameter.listOf(Parameter.string("keys"));

  @Override
  public Signature signature() {
    return Signature.of("keep_keys", TARGET, KEYS);
  }

  @Override
  public Action create(Arguments arguments) {
    MapTarget target = arguments.get(TARGET);
    List<Getter<String>> keys = arguments.get(KEYS);
    return frame -> {
      HashSet<String> kept = new HashSet<>();
      for (Getter<String> key : keys) {
        kept.add(key.get(frame));
      }
      MapValue map = target.get(frame);
      for (MapValue.Cursor entries = map.cursor(); entries.next(); ) {
        if (!kept.contains(entries.key())) {
          entries.remove();
        }
      }
      target.set(frame, map);
    };
  }
}
