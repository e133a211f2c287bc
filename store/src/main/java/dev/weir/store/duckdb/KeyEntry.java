package dev.weir.store.duckdb;

import dev.weir.store.query.AttributeKey;
import dev.weir.store.query.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// One attribute key of a slice, with what is known of each type of its values.
final class KeyEntry {
  final Scope scope;
  final String key;

  /// The column that holds values of [#promotedType] instead of the map, or -1.
  final int promoted;

  final AttributeKey.@Nullable Type promotedType;

  /// The last attributes in which the key occurred: finds duplicates. Only for the writer.
  long seen;

  private final AtomicReferenceArray<@Nullable KeyStats> types =
      new AtomicReferenceArray<>(TypeCodes.COUNT);

  KeyEntry(Scope scope, String key, int promoted, AttributeKey.@Nullable Type promotedType) {
    this.scope = scope;
    this.key = key;
    this.promoted = promoted;
    this.promotedType = promotedType;
  }

  @Nullable KeyStats stats(AttributeKey.Type type) {
    return types.get(TypeCodes.code(type));
  }

  /// The statistics of all types that the key has.
  List<KeyStats> all() {
    List<KeyStats> all = new ArrayList<>();
    for (int code = 0; code < TypeCodes.COUNT; code++) {
      KeyStats stats = types.get(code);
      if (stats != null) {
        all.add(stats);
      }
    }
    return all;
  }

  void put(KeyStats stats) {
    types.set(TypeCodes.code(stats.type), stats);
  }
}
