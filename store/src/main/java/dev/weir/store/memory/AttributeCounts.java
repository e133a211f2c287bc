package dev.weir.store.memory;

import dev.weir.otlp.Signal;
import dev.weir.store.query.AttributeKey;
import dev.weir.store.query.AttributeProfile;
import dev.weir.store.query.ProfileRequest;
import dev.weir.store.query.Scope;
import dev.weir.store.query.Value;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Counts attribute keys and values.
final class AttributeCounts {
  private static final int TOP = 20;

  private AttributeCounts() {}

  static AttributeProfile profile(ProfileRequest request, List<Item> sample) {
    Map<Key, Map<Value, Long>> counts = new LinkedHashMap<>();
    for (Item item : sample) {
      count(counts, Scope.RESOURCE, item.resource());
      count(counts, own(request.signal()), item.attributes());
    }
    return new AttributeProfile(
        sample.size(),
        counts.entrySet().stream()
            .map(entry ->
                new AttributeProfile.Key(
                    entry.getKey().scope(),
                    entry.getKey().key(),
                    total(entry.getValue()),
                    sorted(entry.getValue(), request.valuesPerKey())))
            .toList());
  }

  static List<AttributeKey> keys(Signal signal, List<Item> items) {
    Map<Key, Map<Value, Long>> counts = new LinkedHashMap<>();
    for (Item item : items) {
      count(counts, own(signal), item.attributes());
      item.events().forEach(event -> count(counts, Scope.EVENT, event.attributes()));
      item.links().forEach(link -> count(counts, Scope.LINK, link.attributes()));
    }
    once(items.stream().map(Item::resource).toList())
        .forEach(resource -> count(counts, Scope.RESOURCE, resource));
    once(items.stream().map(Item::instrumentation).toList())
        .forEach(scope -> count(counts, Scope.INSTRUMENTATION, scope));
    return counts.entrySet().stream()
        .map(entry -> key(entry.getKey(), entry.getValue()))
        .sorted((left, right) -> Long.compare(right.count(), left.count()))
        .toList();
  }

  /// Most frequent first, then in order of values.
  static List<AttributeKey.ValueCount> sorted(Map<Value, Long> counts, int limit) {
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<Value, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey(Comparisons.ORDER)))
        .limit(limit)
        .map(entry -> new AttributeKey.ValueCount(entry.getKey(), entry.getValue()))
        .toList();
  }

  static Scope own(Signal signal) {
    return switch (signal) {
      case TRACES -> Scope.SPAN;
      case LOGS -> Scope.LOG;
      default -> Scope.POINT;
    };
  }

  private static Collection<Map<String, Value>> once(List<Map<String, Value>> all) {
    return new HashSet<>(all);
  }

  private static void count(
      Map<Key, Map<Value, Long>> counts, Scope scope, Map<String, Value> attributes) {
    attributes.forEach((key, value) ->
        counts
            .computeIfAbsent(new Key(scope, key), _ -> new LinkedHashMap<>())
            .merge(value, 1L, Long::sum));
  }

  private static AttributeKey key(Key key, Map<Value, Long> values) {
    Set<AttributeKey.Type> types = EnumSet.noneOf(AttributeKey.Type.class);
    values.keySet().forEach(value -> types.add(type(value)));
    return new AttributeKey(
        key.scope(), key.key(), types, total(values), values.size(), sorted(values, TOP));
  }

  private static AttributeKey.Type type(Value value) {
    return switch (value) {
      case Value.Text _ -> AttributeKey.Type.TEXT;
      case Value.Int _ -> AttributeKey.Type.INT;
      case Value.Real _ -> AttributeKey.Type.REAL;
      case Value.Bool _ -> AttributeKey.Type.BOOL;
      case Value.Json _ -> AttributeKey.Type.JSON;
    };
  }

  private static long total(Map<Value, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /// A key in its scope.
  private record Key(Scope scope, String key) {}
}
