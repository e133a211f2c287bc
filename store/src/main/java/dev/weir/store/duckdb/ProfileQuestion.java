package dev.weir.store.duckdb;

import dev.weir.otlp.Signal;
import dev.weir.store.duckdb.Snapshot.Part;
import dev.weir.store.query.AttributeKey;
import dev.weir.store.query.AttributeProfile;
import dev.weir.store.query.ProfileRequest;
import dev.weir.store.query.Scope;
import dev.weir.store.query.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Counts the attribute values of a sample of items.
final class ProfileQuestion {
  private final Database database;
  private final ProfileRequest request;
  private final List<Part> parts;
  private final Map<Key, Map<Value, Long>> counts = new LinkedHashMap<>();

  ProfileQuestion(Database database, ProfileRequest request, List<Part> parts) {
    this.database = database;
    this.request = request;
    this.parts = parts;
  }

  AttributeProfile ask() {
    Map<Integer, List<String>> sample = sample();
    long sampled = 0;
    for (Part part : parts) {
      List<String> refs = sample.get(part.number());
      if (refs != null) {
        sampled += refs.size();
        count(part, String.join(", ", refs));
      }
    }
    return new AttributeProfile(sampled, counts.entrySet().stream().map(this::key).toList());
  }

  private Map<Integer, List<String>> sample() {
    Source source = Source.of(request.signal(), parts, request.range());
    String filter = source.expressions().predicate(request.filter());
    String sql =
        "SELECT %s, %s FROM %s WHERE %s ORDER BY hash(%s) LIMIT %d"
            .formatted(
                source.raw("part"),
                source.raw("ref"),
                source.sql(),
                filter,
                source.raw("ref"),
                request.sample());
    return database.query(
        sql,
        request.timeout(),
        rows -> {
          Map<Integer, List<String>> refs = new HashMap<>();
          while (rows.next()) {
            refs.computeIfAbsent(rows.getInt(1), _ -> new ArrayList<>()).add(rows.getString(2));
          }
          return refs;
        });
  }

  private void count(Part part, String refs) {
    boolean isMetrics = request.signal() == Signal.METRICS;
    String items = part.rows(Schema.ITEMS) + " i";
    String series = " JOIN " + part.names(Schema.SERIES) + " s ON s.id = i.series";
    String own = isMetrics ? "s" : "i";
    countMap(part, own, items + (isMetrics ? series : ""), refs);
    countMap(
        part,
        "r",
        "%s%s JOIN %s r ON r.id = %s.rid"
            .formatted(items, isMetrics ? series : "", part.names(Schema.RESOURCES), own),
        refs);
    countSlots(part, items, refs);
    for (Catalogue.Promoted promoted : Schema.promoted(request.signal())) {
      if (part.catalogue().find(promoted.scope(), promoted.key()) != null) {
        countColumn(promoted, items, refs);
      }
    }
  }

  private void countMap(Part part, String alias, String from, String refs) {
    countEntries(
        part,
        "SELECT u.key, u.value, count(*) FROM (SELECT unnest(map_entries(%s.attrs)) AS u FROM %s WHERE i.ref IN (%s)) GROUP BY ALL"
            .formatted(alias, from, refs));
  }

  private void countSlots(Part part, String items, String refs) {
    List<String> ids = new ArrayList<>();
    List<String> columns = new ArrayList<>();
    for (KeyEntry entry : part.catalogue().keys()) {
      for (KeyStats stats : entry.all()) {
        if (stats.slot >= 0) {
          ids.add(Integer.toString(stats.id));
          columns.add("i." + Schema.slot(stats.slot));
        }
      }
    }
    if (!ids.isEmpty()) {
      countEntries(
          part,
          "SELECT id, v, count(*) FROM (SELECT unnest([%s]) AS id, unnest([%s]) AS v FROM %s WHERE i.ref IN (%s)) WHERE v IS NOT NULL GROUP BY ALL"
              .formatted(String.join(", ", ids), String.join(", ", columns), items, refs));
    }
  }

  private void countEntries(Part part, String sql) {
    database.query(
        sql,
        request.timeout(),
        rows -> {
          while (rows.next()) {
            KeyEntry entry = part.catalogue().find(rows.getInt(1));
            if (entry != null) {
              AttributeKey.Type type = MapReader.typeOf(entry, rows.getInt(1));
              add(
                  new Key(entry.scope, entry.key),
                  KeyStats.value(type, rows.getString(2)),
                  rows.getLong(3));
            }
          }
          return 0;
        });
  }

  private void countColumn(Catalogue.Promoted promoted, String from, String refs) {
    String sql =
        "SELECT CAST(i.%1$s AS VARCHAR), count(*) FROM %2$s WHERE i.ref IN (%3$s) AND i.%1$s IS NOT NULL GROUP BY ALL"
            .formatted(promoted.column(), from, refs);
    database.query(
        sql,
        request.timeout(),
        rows -> {
          while (rows.next()) {
            add(
                new Key(promoted.scope(), promoted.key()),
                KeyStats.value(promoted.type(), rows.getString(1)),
                rows.getLong(2));
          }
          return 0;
        });
  }

  private void add(Key key, Value value, long count) {
    counts.computeIfAbsent(key, _ -> new LinkedHashMap<>()).merge(value, count, Long::sum);
  }

  private AttributeProfile.Key key(Map.Entry<Key, Map<Value, Long>> entry) {
    long present = entry.getValue().values().stream().mapToLong(Long::longValue).sum();
    List<AttributeKey.ValueCount> values =
        entry.getValue().entrySet().stream()
            .sorted(Map.Entry.<Value, Long>comparingByValue().reversed())
            .limit(request.valuesPerKey())
            .map(each -> new AttributeKey.ValueCount(each.getKey(), each.getValue()))
            .toList();
    return new AttributeProfile.Key(entry.getKey().scope(), entry.getKey().key(), present, values);
  }

  private record Key(Scope scope, String key) {}
}
