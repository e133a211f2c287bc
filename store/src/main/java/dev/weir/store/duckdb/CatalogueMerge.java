package dev.weir.store.duckdb;

import dev.weir.store.query.AttributeKey;
import dev.weir.store.query.Scope;
import dev.weir.store.query.Value;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Brings the catalogues of several slices together.
final class CatalogueMerge {
  private static final int TOP = 20;
  private final Map<Key, Merged> keys = new LinkedHashMap<>();

  static List<AttributeKey> of(Collection<Catalogue> catalogues) {
    CatalogueMerge merge = new CatalogueMerge();
    catalogues.forEach(catalogue -> catalogue.keys().forEach(merge::add));
    return merge.keys.entrySet().stream()
        .map(entry -> entry.getValue().key(entry.getKey()))
        .filter(key -> key.count() > 0)
        .sorted(Comparator.comparingLong(AttributeKey::count).reversed())
        .toList();
  }

  private void add(KeyEntry entry) {
    Merged merged = keys.computeIfAbsent(new Key(entry.scope, entry.key), _ -> new Merged());
    for (AttributeKey.Type type : AttributeKey.Type.values()) {
      KeyStats stats = entry.stats(type);
      if (stats != null && stats.count() > 0) {
        merged.add(type, stats);
      }
    }
  }

  private record Key(Scope scope, String key) {}

  /// One key in all slices.
  private static final class Merged {
    private final Set<AttributeKey.Type> types = EnumSet.noneOf(AttributeKey.Type.class);
    private final Map<AttributeKey.Type, KeyStats> distinct = new LinkedHashMap<>();
    private final Map<Value, Long> values = new LinkedHashMap<>();
    private long count;

    void add(AttributeKey.Type type, KeyStats stats) {
      types.add(type);
      count += stats.count();
      distinct.computeIfAbsent(type, _ -> new KeyStats(0, type, -1)).merge(stats);
      stats
          .frequent()
          .forEach(
              each -> values.merge(KeyStats.value(type, each.text()), each.count(), Long::sum));
    }

    AttributeKey key(Key key) {
      return new AttributeKey(
          key.scope(),
          key.key(),
          types,
          count,
          distinct.values().stream().mapToLong(KeyStats::distinct).sum(),
          values.entrySet().stream()
              .sorted(Map.Entry.<Value, Long>comparingByValue().reversed())
              .limit(TOP)
              .map(each -> new AttributeKey.ValueCount(each.getKey(), each.getValue()))
              .toList());
    }
  }
}
