package dev.weir.query.api;

import dev.weir.collector.helper.http.HttpResponse;
import dev.weir.otlp.Signal;
import dev.weir.query.http.Call;
import dev.weir.query.http.Json;
import dev.weir.query.http.Route;
import dev.weir.query.traceql.Compiler;
import dev.weir.query.traceql.Compiler.Compiled;
import dev.weir.query.traceql.Fields;
import dev.weir.query.traceql.TraceQl;
import dev.weir.store.query.AggregateRequest;
import dev.weir.store.query.AttributeKey;
import dev.weir.store.query.AttributeProfile;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Group;
import dev.weir.store.query.Intrinsic;
import dev.weir.store.query.Measure;
import dev.weir.store.query.ProfileRequest;
import dev.weir.store.query.TimeRange;
import dev.weir.store.query.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is different between two groups of items: for each attribute, the shares of its values in
/// both, those that differ most first.
final class CompareApi {
  private static final int PROFILED_VALUES = 100;
  private static final int ENOUGH = 20;

  private CompareApi() {}

  static List<Route> routes() {
    return List.of(Route.get("/api/v1/compare", CompareApi::answer));
  }

  /// The values of one field in a group.
  private record Field(long present, Map<Value, Long> values) {
    static final Field NONE = new Field(0, Map.of());
  }

  /// A group, looked at.
  private record Profile(long count, long sampled, Map<String, Field> fields) {
    double share(String field, Value value) {
      Field found = fields.getOrDefault(field, Field.NONE);
      return sampled == 0 ? 0 : (double) found.values.getOrDefault(value, 0L) / sampled;
    }

    double present(String field) {
      long present = fields.getOrDefault(field, Field.NONE).present;
      return sampled == 0 ? 0 : (double) present / sampled;
    }
  }

  private static HttpResponse answer(Call call) {
    Signal signal = call.signal();
    String aText = call.params().required("a", "a query");
    String bText = call.params().text("b");
    Compiled common = call.filter(signal);
    Compiled a = Compiler.compile(TraceQl.parse(aText), signal);
    TimeRange whole = call.range();
    String from = Long.toString(whole.from());
    String to = Long.toString(whole.to());
    TimeRange aRange = call.range("aFrom", from, "aTo", to);
    TimeRange bRange = call.range("bFrom", from, "bTo", to);
    Expr inA = Compiler.and(common.filter(), a.filter());
    List<String> ignored = new ArrayList<>(common.ignored());
    ignored.addAll(a.ignored());
    Set<String> defining = new LinkedHashSet<>(Compiler.names(TraceQl.parse(aText)));
    Expr inB;
    if (bText == null) {
      Expr selected = Compiler.and(a.filter(), CompareSeries.during(aRange));
      inB = Compiler.and(common.filter(), Expr.not(selected));
    } else {
      Compiled b = Compiler.compile(TraceQl.parse(bText), signal);
      defining.addAll(Compiler.names(TraceQl.parse(bText)));
      ignored.addAll(b.ignored());
      inB = Compiler.and(common.filter(), b.filter());
    }
    Profile ofA = profile(call, signal, aRange, inA);
    Profile ofB = profile(call, signal, bRange, inB);
    Json json = new Json().begin();
    group(json.name("a"), ofA);
    group(json.name("b"), ofB);
    attributes(json, call, ofA, ofB, defining);
    return call.answer(call.took(json, ignored).end());
  }

  private static void group(Json json, Profile profile) {
    json.begin().field("count", profile.count).field("sampled", profile.sampled).end();
  }

  private static Profile profile(Call call, Signal signal, TimeRange range, Expr filter) {
    int sample = call.params().whole("sample", 2000, 100, 5000);
    AttributeProfile found =
        call.store()
            .profile(
                new ProfileRequest(signal, range, filter, sample, PROFILED_VALUES, call.timeout()));
    Map<String, Field> fields = new LinkedHashMap<>();
    for (AttributeProfile.Key key : found.keys()) {
      fields.put(
          Fields.name(key.scope(), key.key()), new Field(key.present(), counts(key.values(), 1)));
    }
    long count = count(call, signal, range, filter);
    List<Intrinsic> own =
        signal == Signal.TRACES
            ? List.of(Intrinsic.NAME, Intrinsic.KIND, Intrinsic.STATUS)
            : signal == Signal.LOGS ? List.of(Intrinsic.SEVERITY) : List.of();
    double scale = count == 0 ? 0 : (double) found.sampled() / count;
    for (Intrinsic intrinsic : own) {
      Map<Value, Long> values =
          counts(
              call.store()
                  .values(signal, Expr.field(intrinsic), range, filter, "", PROFILED_VALUES),
              scale);
      fields.put(Fields.name(intrinsic), new Field(found.sampled(), values));
    }
    return new Profile(count, found.sampled(), fields);
  }

  private static Map<Value, Long> counts(List<AttributeKey.ValueCount> values, double scale) {
    Map<Value, Long> counts = new LinkedHashMap<>();
    values.forEach(value -> counts.put(value.value(), Math.round(value.count() * scale)));
    return counts;
  }

  private static long count(Call call, Signal signal, TimeRange range, Expr filter) {
    List<Group> groups =
        call.store()
            .aggregate(
                new AggregateRequest(
                    signal,
                    range,
                    filter,
                    List.of(),
                    0,
                    List.of(new Measure.Count()),
                    1,
                    call.timeout()))
            .groups();
    Double count = groups.isEmpty() ? null : groups.getFirst().values().getFirst();
    return count == null ? 0 : count.longValue();
  }

  /// @param defining fields that the groups were chosen by, which therefore say nothing
  private static void attributes(Json json, Call call, Profile a, Profile b, Set<String> defining) {
    Set<String> fields = new LinkedHashSet<>(a.fields.keySet());
    fields.addAll(b.fields.keySet());
    List<String> chosenBy = defining.stream().filter(fields::remove).toList();
    List<String> hidden =
        fields.stream().filter(field -> isIdentifier(field, a) || isIdentifier(field, b)).toList();
    hidden.forEach(fields::remove);
    Map<String, Double> scores = new HashMap<>();
    fields.forEach(field -> scores.put(field, difference(field, a, b)));
    int values = call.params().whole("values", 10, 1, PROFILED_VALUES);
    json.name("attributes").beginList();
    fields.stream()
        .sorted(
            Comparator.comparingDouble((String field) -> scores.getOrDefault(field, 0.0))
                .reversed()
                .thenComparing(Comparator.naturalOrder()))
        .limit(call.limit(50))
        .forEach(field -> {
          json.begin().field("field", field).field("score", scores.getOrDefault(field, 0.0));
          json.field("a", a.present(field)).field("b", b.present(field));
          values(json.name("values"), field, a, b, values);
          json.end();
        });
    json.endList().name("hidden").texts(hidden).name("defining").texts(chosenBy);
  }

  /// Whether hardly any two items share a value.
  private static boolean isIdentifier(String field, Profile profile) {
    Field found = profile.fields.getOrDefault(field, Field.NONE);
    long largest = found.values.values().stream().mapToLong(Long::longValue).max().orElse(0);
    return found.present >= ENOUGH
        && largest <= Math.max(1, found.present / 100)
        && found.values.size() >= ENOUGH;
  }

  /// Half of the summed differences of the shares, with missing and all unlisted values as one
  /// each: 0 if both groups are alike, 1 if they have nothing in common.
  private static double difference(String field, Profile a, Profile b) {
    double sum = 0;
    double listedA = 0;
    double listedB = 0;
    for (Value value : union(field, a, b)) {
      sum += Math.abs(a.share(field, value) - b.share(field, value));
      listedA += a.share(field, value);
      listedB += b.share(field, value);
    }
    sum += Math.abs(a.present(field) - b.present(field));
    double restA = Math.max(0, a.present(field) - listedA);
    double restB = Math.max(0, b.present(field) - listedB);
    return Math.min(1, (sum + Math.abs(restA - restB)) / 2);
  }

  private static Set<Value> union(String field, Profile a, Profile b) {
    Set<Value> values = new LinkedHashSet<>();
    values.addAll(a.fields.getOrDefault(field, Field.NONE).values.keySet());
    values.addAll(b.fields.getOrDefault(field, Field.NONE).values.keySet());
    return values;
  }

  private static void values(Json json, String field, Profile a, Profile b, int limit) {
    json.beginList();
    union(field, a, b).stream()
        .sorted(
            Comparator.comparingDouble(
                    (Value value) -> Math.max(a.share(field, value), b.share(field, value)))
                .reversed())
        .limit(limit)
        .forEach(value ->
            json.begin()
                .name("value")
                .value(value)
                .field("a", a.share(field, value))
                .field("b", b.share(field, value))
                .end());
    json.endList();
  }
}
