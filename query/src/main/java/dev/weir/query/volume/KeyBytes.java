package dev.weir.query.volume;

import dev.weir.otlp.Signal;
import dev.weir.otlp.batch.ItemFilter;
import dev.weir.otlp.batch.ItemPredicate;
import dev.weir.otlp.common.KeyValueView;
import dev.weir.otlp.metrics.MetricView;
import dev.weir.otlp.resource.ResourceView;
import dev.weir.otlp.trace.ResourceSpansView;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.query.http.Json;
import dev.weir.query.traceql.Fields;
import dev.weir.store.query.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The bytes that attributes take in items, by key, and those of other parts. An attribute is
/// counted with its tag and length: what the item would shrink by without it.
///
/// Attributes of resources are sent once for many items. They are counted as if each item carried
/// them, as it does in most back ends, and are no part of the items' bytes.
final class KeyBytes implements ItemPredicate {
  private static final int RESOURCE_ATTRIBUTES = 1;

  private final Signal signal;
  private final Map<Scope, Map<String, Count>> keys = new EnumMap<>(Scope.class);
  private final Map<String, Count> parts = new HashMap<>();
  private final List<Shared> shared = new ArrayList<>();
  private final ResourceSpansView envelope = new ResourceSpansView();
  private final MetricView metric = new MetricView();
  private final KeyValueView entry = new KeyValueView();
  private MetricView.Data data = MetricView.Data.NONE;
  private long bytes;

  KeyBytes(Signal signal) {
    this.signal = signal;
  }

  private static final class Count {
    private long occurrences;
    private long bytes;

    private void add(long size) {
      occurrences++;
      bytes += size;
    }
  }

  /// An attribute of the resource around the items that come.
  private record Shared(Count count, long size) {}

  private record Key(Scope scope, String key, Count count) {}

  void add(ByteRange request) {
    ItemFilter.keep(signal, request, this);
  }

  @Override
  public void resource(byte[] buffer, int offset, int length) {
    shared.clear();
    ResourceView resource = envelope.wrap(buffer, offset, length).resource();
    FieldCursor field =
        new FieldCursor().wrap(resource.buffer(), resource.offset(), resource.length());
    while (field.next()) {
      if (field.number() == RESOURCE_ATTRIBUTES && field.wireType() == FieldCursor.BYTES) {
        shared.add(new Shared(key(Scope.RESOURCE, field), size(field)));
      }
    }
  }

  @Override
  public void metric(byte[] buffer, int offset, int length) {
    data = metric.wrap(buffer, offset, length).data();
  }

  @Override
  public boolean keep(byte[] buffer, int offset, int length) {
    bytes += length;
    for (Shared each : shared) {
      each.count.add(each.size);
    }
    FieldCursor field = new FieldCursor().wrap(buffer, offset, length);
    while (field.next()) {
      part(field);
    }
    return false;
  }

  private void part(FieldCursor field) {
    switch (signal) {
      case TRACES -> {
        switch (field.number()) {
          case 9 -> attribute(Scope.SPAN, field);
          case 11 -> inner("events", Scope.EVENT, 3, field);
          case 13 -> inner("links", Scope.LINK, 4, field);
          default -> count("rest", field);
        }
      }
      case LOGS -> {
        switch (field.number()) {
          case 6 -> attribute(Scope.LOG, field);
          case 5 -> count("body", field);
          default -> count("rest", field);
        }
      }
      default -> {
        if (field.number() == attributesOfPoint()) {
          attribute(Scope.POINT, field);
        } else {
          count(field.number() == exemplarsOfPoint() ? "exemplars" : "rest", field);
        }
      }
    }
  }

  private int attributesOfPoint() {
    return switch (data) {
      case HISTOGRAM -> 9;
      case EXPONENTIAL_HISTOGRAM -> 1;
      case NONE, GAUGE, SUM, SUMMARY -> 7;
    };
  }

  private int exemplarsOfPoint() {
    return switch (data) {
      case HISTOGRAM -> 8;
      case EXPONENTIAL_HISTOGRAM -> 11;
      case GAUGE, SUM -> 5;
      case NONE, SUMMARY -> 0;
    };
  }

  private void attribute(Scope scope, FieldCursor field) {
    if (field.wireType() == FieldCursor.BYTES) {
      key(scope, field).add(size(field));
      count("attributes", field);
    }
  }

  /// The attributes of an event or a link.
  private void inner(String part, Scope scope, int number, FieldCursor field) {
    count(part, field);
    if (field.wireType() != FieldCursor.BYTES) {
      return;
    }
    FieldCursor inside =
        new FieldCursor().wrap(field.buffer(), field.valueOffset(), field.valueLength());
    while (inside.next()) {
      if (inside.number() == number && inside.wireType() == FieldCursor.BYTES) {
        key(scope, inside).add(size(inside));
      }
    }
  }

  private void count(String part, FieldCursor field) {
    parts.computeIfAbsent(part, _ -> new Count()).add(size(field));
  }

  private Count key(Scope scope, FieldCursor field) {
    String name =
        entry.wrap(field.buffer(), field.valueOffset(), field.valueLength()).key().toString();
    return keys.computeIfAbsent(scope, _ -> new HashMap<>())
        .computeIfAbsent(name, _ -> new Count());
  }

  private static int size(FieldCursor field) {
    return field.endOffset() - field.startOffset();
  }

  /// Writes keys and parts, those with the most bytes first.
  ///
  /// @param factor how many items each of the sample stands for
  void write(Json json, int limit, double factor) {
    json.field("sampledBytes", bytes).name("parts").begin();
    parts.entrySet().stream()
        .sorted(Comparator.comparingLong(part -> -part.getValue().bytes))
        .forEach(part -> json.field(part.getKey(), Math.rint(part.getValue().bytes * factor)));
    json.end().name("keys").beginList();
    List<Key> all = new ArrayList<>();
    keys.forEach(
        (scope, byName) -> byName.forEach((name, count) -> all.add(new Key(scope, name, count))));
    all.sort(
        Comparator.<Key>comparingLong(key -> -key.count.bytes)
            .thenComparing(Key::scope)
            .thenComparing(Key::key));
    all.stream().limit(limit).forEach(key -> write(json, key, factor));
    json.endList().field("keyCount", all.size()).field("cut", all.size() > limit);
  }

  private void write(Json json, Key key, double factor) {
    Count count = key.count;
    json.begin().field("field", Fields.name(key.scope, key.key));
    json.field("scope", key.scope.name().toLowerCase(java.util.Locale.ROOT)).field("key", key.key);
    json.field("shared", key.scope == Scope.RESOURCE);
    json.field("occurrences", Math.rint(count.occurrences * factor));
    json.field("bytes", Math.rint(count.bytes * factor));
    json.field("bytesEach", count.occurrences == 0 ? 0 : (double) count.bytes / count.occurrences);
    json.field("share", bytes == 0 ? 0 : (double) count.bytes / bytes).end();
  }
}
