package dev.weir.query.volume;

import dev.weir.collector.helper.http.HttpResponse;
import dev.weir.otlp.Signal;
import dev.weir.query.http.Call;
import dev.weir.query.http.Json;
import dev.weir.query.traceql.Compiler.Compiled;
import dev.weir.query.traceql.Fields;
import dev.weir.store.query.AggregateRequest;
import dev.weir.store.query.AttributeProfile;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Group;
import dev.weir.store.query.Groups;
import dev.weir.store.query.Intrinsic;
import dev.weir.store.query.Measure;
import dev.weir.store.query.MetricInfo;
import dev.weir.store.query.ProfileRequest;
import dev.weir.store.query.Scope;
import dev.weir.store.query.TimeRange;
import dev.weir.store.query.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How many series metrics have, and which attribute makes them.
final class Cardinality {
  private static final Expr METRIC_NAME = Expr.field(Intrinsic.METRIC_NAME);
  private static final int CANDIDATES = 10_000;
  private static final int COMBINATIONS = 10_000;
  private static final int SAMPLE = 5_000;
  private static final int MAX_KEYS = 40;
  private static final int VALUES = 5;

  private Cardinality() {}

  static HttpResponse list(Call call) {
    Compiled query = call.filter(Signal.METRICS);
    TimeRange range = call.range();
    int limit = call.limit(200);
    Map<String, Group> volumes = new HashMap<>();
    Groups found =
        call.store()
            .aggregate(
                new AggregateRequest(
                    Signal.METRICS,
                    range,
                    query.filter(),
                    List.of(METRIC_NAME),
                    0,
                    List.of(new Measure.Count(), new Measure.Sum(VolumeApi.SIZE)),
                    CANDIDATES,
                    call.timeout()));
    found.groups().forEach(group -> volumes.put(VolumeApi.text(group.keys().getFirst()), group));
    Map<String, Long> series = new HashMap<>();
    Map<String, MetricInfo> infos = new HashMap<>();
    for (MetricInfo metric : call.store().metrics(range, query.filter())) {
      series.merge(metric.name(), metric.series(), Long::sum);
      infos.putIfAbsent(metric.name(), metric);
    }
    List<String> names = new ArrayList<>(series.keySet());
    names.sort(
        Comparator.<String>comparingLong(name -> -series.getOrDefault(name, 0L))
            .thenComparing(Comparator.naturalOrder()));
    Window window = Window.of(call, Signal.METRICS, range);
    Json json = new Json().begin();
    VolumeApi.Total.of(call, Signal.METRICS, range, query.filter()).write(json, window);
    json.field("series", series.values().stream().mapToLong(Long::longValue).sum());
    json.name("metrics").beginList();
    for (String name : names.subList(0, Math.min(limit, names.size()))) {
      MetricInfo info = infos.get(name);
      Group volume = volumes.get(name);
      double bytes = volume == null ? 0 : VolumeApi.number(volume, 1);
      json.begin().field("name", name).field("type", info == null ? "" : info.type());
      json.field("unit", info == null ? "" : info.unit());
      json.field("series", series.getOrDefault(name, 0L));
      json.field("items", volume == null ? 0 : VolumeApi.number(volume, 0));
      json.field("bytes", bytes).field("bytesPerDay", window.perDay(bytes)).end();
    }
    json.endList().field("metricCount", names.size());
    json.field("cut", found.cut() || names.size() > limit);
    return call.answer(call.took(json, query.ignored()).end());
  }

  /// A key, and what it does to the series.
  ///
  /// @param without how many combinations of the other keys' values there are
  private record Key(
      Scope scope, String key, Map<Value, Integer> values, int present, int without) {}

  static HttpResponse attributes(Call call) {
    String metric = call.params().required("metric", "the name of a metric");
    Compiled query = call.filter(Signal.METRICS);
    TimeRange range = call.range();
    Expr filter = Expr.and(query.filter(), Expr.equal(METRIC_NAME, metric));
    List<AttributeProfile.Key> found = keys(call, range, filter);
    List<AttributeProfile.Key> keys = found.subList(0, Math.min(MAX_KEYS, found.size()));
    Groups groups =
        call.store()
            .aggregate(
                new AggregateRequest(
                    Signal.METRICS,
                    range,
                    filter,
                    keys.stream().map(key -> Expr.attribute(key.scope(), key.key())).toList(),
                    0,
                    List.of(new Measure.Count()),
                    COMBINATIONS,
                    call.timeout()));
    List<List<@Nullable Value>> combinations = groups.groups().stream().map(Group::keys).toList();
    List<Key> counted = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      counted.add(count(keys.get(i), i, combinations));
    }
    counted.sort(
        Comparator.<Key>comparingInt(Key::without)
            .thenComparingInt(key -> -key.values.size())
            .thenComparing(Key::key));
    Json json = new Json().begin().field("metric", metric);
    json.field("series", series(call, range, filter));
    json.field("combinations", combinations.size()).name("keys").beginList();
    counted.forEach(key -> write(json, key, combinations.size()));
    json.endList().field("cut", groups.cut() || found.size() > MAX_KEYS);
    return call.answer(call.took(json, query.ignored()).end());
  }

  private static long series(Call call, TimeRange range, Expr filter) {
    return call.store().metrics(range, filter).stream().mapToLong(MetricInfo::series).sum();
  }

  /// The keys that points of the metric and their resources have, those of points first.
  private static List<AttributeProfile.Key> keys(Call call, TimeRange range, Expr filter) {
    List<AttributeProfile.Key> keys =
        new ArrayList<>(
            call.store()
                .profile(
                    new ProfileRequest(Signal.METRICS, range, filter, SAMPLE, 1, call.timeout()))
                .keys());
    keys.sort(
        Comparator.<AttributeProfile.Key, Boolean>comparing(key -> key.scope() == Scope.RESOURCE)
            .thenComparing(AttributeProfile.Key::key));
    return keys;
  }

  private static Key count(
      AttributeProfile.Key key, int column, List<List<@Nullable Value>> combinations) {
    Map<Value, Integer> values = new HashMap<>();
    Set<List<@Nullable Value>> others = new HashSet<>();
    int present = 0;
    for (List<@Nullable Value> combination : combinations) {
      Value value = combination.get(column);
      if (value != null) {
        present++;
        values.merge(value, 1, Integer::sum);
      }
      List<@Nullable Value> rest = new ArrayList<>(combination);
      rest.remove(column);
      others.add(rest);
    }
    return new Key(key.scope(), key.key(), values, present, others.size());
  }

  private static void write(Json json, Key key, int combinations) {
    json.begin().field("field", Fields.name(key.scope, key.key)).field("key", key.key);
    json.field("scope", key.scope == Scope.RESOURCE ? "resource" : "point");
    json.field("distinct", key.values.size()).field("series", key.present);
    json.field("without", key.without);
    json.field("saves", combinations == 0 ? 0 : 1 - (double) key.without / combinations);
    json.name("values").beginList();
    key.values.entrySet().stream()
        .sorted(Map.Entry.<Value, Integer>comparingByValue().reversed())
        .limit(VALUES)
        .forEach(value -> {
          json.begin().name("value").value(value.getKey());
          json.field("series", value.getValue()).end();
        });
    json.endList().end();
  }
}
