package dev.weir.ottl.functions;

import dev.weir.ottl.value.DecodedMap;
import dev.weir.ottl.value.Key;
import dev.weir.ottl.value.MapValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A map to which nested values are added with keys that say where they were.
final class Flattened {
  private final DecodedMap result = new DecodedMap();
  private final Map<String, Integer> conflicts = new HashMap<>();
  private final long maxDepth;
  private final boolean resolveConflicts;

  Flattened(long maxDepth, boolean resolveConflicts) {
    this.maxDepth = maxDepth;
    this.resolveConflicts = resolveConflicts;
  }

  DecodedMap result() {
    return result;
  }

  /// @param prefix with a dot at its end, or empty
  void addAll(MapValue map, String prefix, long depth) {
    for (MapValue.Cursor entries = map.cursor(); entries.next(); ) {
      add(prefix + entries.key(), entries.value(), depth);
    }
  }

  private void add(String key, @Nullable Object value, long depth) {
    if (depth < maxDepth && value instanceof MapValue map) {
      addAll(map, key + ".", depth + 1);
    } else if (depth < maxDepth && value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        addElement(key, i, list.get(i), depth + 1);
      }
    } else {
      put(key, value);
    }
  }

  private void addElement(String key, int place, @Nullable Object element, long depth) {
    boolean nested = element instanceof MapValue || element instanceof List<?>;
    String own = key + "." + place;
    if (nested && depth < maxDepth) {
      add(own, element, depth);
    } else {
      put(resolveConflicts ? key : own, element);
    }
  }

  private void put(String key, @Nullable Object value) {
    if (resolveConflicts && result.contains(Key.of(key))) {
      int number = conflicts.merge(key, 1, Integer::sum) - 1;
      result.put(key + "." + number, value);
    } else {
      result.put(key, value);
    }
  }
}
