package dev.weir.ottl.functions;

import dev.weir.ottl.OttlException;
import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Editor;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.MapTarget;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.Key;
import dev.weir.ottl.value.MapValue;

/// Merges a map into another. Merging a map into itself changes nothing.
///
/// - `target`: a path to the map that is changed.
/// - `source`: the map whose entries are taken.
/// - `strategy`: `insert` takes entries whose key is not there, `update` those whose key is there,
///   `upsert` all.
///
/// ```
/// merge_maps(log.attributes, ParseJSON(log.body), "upsert")
/// ```
public final class MergeMaps implements Editor {
  private static final Parameter<MapTarget> TARGET = Parameter.mapTarget("target");
  private static final Parameter<Getter<MapValue>> SOURCE = Parameter.map("source");
  private static final Parameter<String> STRATEGY = Parameter.literalString("strategy");

  @Override
  public Signature signature() {
    return Signature.of("merge_maps", TARGET, SOURCE, STRATEGY);
  }

  @Override
  public Action create(Arguments arguments) {
    MapTarget target = arguments.get(TARGET);
    Getter<MapValue> source = arguments.get(SOURCE);
    String strategy = arguments.get(STRATEGY);
    boolean insert = strategy.equals("insert") || strategy.equals("upsert");
    boolean update = strategy.equals("update") || strategy.equals("upsert");
    if (!insert && !update) {
      throw new OttlException("strategy \"" + strategy + "\" (expected: insert, update or upsert)");
    }
    return frame -> {
      MapValue from = source.get(frame).copy();
      MapValue into = target.get(frame);
      for (MapValue.Cursor entries = from.cursor(); entries.next(); ) {
        Key key = Key.of(entries.key());
        if (into.contains(key) ? update : insert) {
          into.put(key, entries.value());
        }
      }
      target.set(frame, into);
    };
  }
}
