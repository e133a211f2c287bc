package dev.weir.ottl.function;

import dev.weir.ottl.context.Frame;
import dev.weir.ottl.value.MapValue;

/// A path to a map that an editor changes. Read the map, change it, and write it back:
///
/// ```java
/// MapValue map = target.get(frame);
/// map.remove(key);
/// target.set(frame, map);
/// ```
///
/// Attributes are changed in place, and writing back the very map that was read costs nothing.
public interface MapTarget extends Getter<MapValue> {

  /// The map.
  ///
  /// @throws dev.weir.ottl.EvaluationException if the value is nil or no map
  @Override
  MapValue get(Frame frame);

  void set(Frame frame, MapValue map);
}
