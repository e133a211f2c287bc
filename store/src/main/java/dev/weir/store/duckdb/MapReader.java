package dev.weir.store.duckdb;

import dev.weir.store.query.AttributeKey;
import dev.weir.store.query.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a map from numbers of keys to texts as attributes.
final class MapReader {
  private MapReader() {}

  static Map<String, Value> attributes(Catalogue catalogue, @Nullable Object map) {
    Map<String, Value> attributes = new LinkedHashMap<>();
    if (map instanceof Map<?, ?> entries) {
      entries.forEach((id, text) -> {
        KeyEntry entry = id instanceof Integer number ? catalogue.find(number) : null;
        if (entry != null && id instanceof Integer number) {
          attributes.put(entry.key, KeyStats.value(typeOf(entry, number), String.valueOf(text)));
        }
      });
    }
    return attributes;
  }

  static AttributeKey.Type typeOf(KeyEntry entry, int id) {
    for (AttributeKey.Type type : AttributeKey.Type.values()) {
      KeyStats stats = entry.stats(type);
      if (stats != null && stats.id == id) {
        return type;
      }
    }
    return AttributeKey.Type.TEXT;
  }
}
