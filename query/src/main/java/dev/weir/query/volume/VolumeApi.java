package dev.weir.query.volume;

import dev.weir.collector.helper.http.HttpResponse;
import dev.weir.otlp.Signal;
import dev.weir.query.http.Call;
import dev.weir.query.http.Failure;
import dev.weir.query.http.Json;
import dev.weir.query.http.Route;
import dev.weir.query.traceql.Compiler;
import dev.weir.query.traceql.Compiler.Column;
import dev.weir.query.traceql.Compiler.Compiled;
import dev.weir.query.traceql.TraceQl;
import dev.weir.store.query.AggregateRequest;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Group;
import dev.weir.store.query.Groups;
import dev.weir.store.query.Intrinsic;
import dev.weir.store.query.Measure;
import dev.weir.store.query.TimeRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Bytes and items by groups, by attribute key, by metric.
public final class VolumeApi {
  static final Expr SIZE = Expr.field(Intrinsic.SIZE);
  private static final int MAX_BY = 5;

  /// Groups come with the most items first and are wanted with the most bytes first.
  private static final int CANDIDATES = 10_000;

  private static final int DEFAULT_SAMPLE = 2_000;

  private VolumeApi() {}

  public static List<Route> routes() {
    return List.of(
        Route.get("/api/v1/volume", VolumeApi::groups),
        Route.get("/api/v1/volume/attributes", VolumeApi::attributes),
        Route.get("/api/v1/volume/metrics", Cardinality::list),
        Route.get("/api/v1/volume/metrics/attributes", Cardinality::attributes));
  }

  /// Items and bytes of everything that passes a filter.
  ///
  /// @param unmeasured how many of the items are of unknown size
  record Total(long items, double bytes, long unmeasured) {
    static Total of(Call call, Signal signal, TimeRange range, Expr filter) {
      List<Measure> measures =
          List.of(
              new Measure.Count(),
              new Measure.Sum(SIZE),
              new Measure.CountIf(Expr.not(new Expr.Exists(SIZE))));
      List<Group> groups =
          call.store()
              .aggregate(
                  new AggregateRequest(
                      signal, range, filter, List.of(), 0, measures, 1, call.timeout()))
              .groups();
      return groups.isEmpty()
          ? new Total(0, 0, 0)
          : new Total(
              (long) number(groups.getFirst(), 0),
              number(groups.getFirst(), 1),
              (long) number(groups.getFirst(), 2));
    }

    /// Writes items and bytes, in the window and a day.
    void write(Json json, Window window) {
      window.write(json);
      json.field("items", items).field("bytes", bytes).field("unmeasured", unmeasured);
      json.field("itemsPerDay", window.perDay((double) items));
      json.field("bytesPerDay", window.perDay(bytes));
    }
  }

  static double number(Group group, int measure) {
    Double number = group.values().get(measure);
    return number == null ? 0 : number;
  }

  private static HttpResponse groups(Call call) {
    Signal signal = call.signal();
    Compiled query = call.filter(signal);
    TimeRange range = call.range();
    List<Column> by = by(call);
    int limit = call.limit(100);
    Groups found =
        call.store()
            .aggregate(
                new AggregateRequest(
                    signal,
                    range,
                    query.filter(),
                    by.stream().map(Column::expr).toList(),
                    0,
                    List.of(new Measure.Count(), new Measure.Sum(SIZE)),
                    CANDIDATES,
                    call.timeout()));
    List<Group> groups = new ArrayList<>(found.groups());
    groups.sort(
        Comparator.<Group>comparingDouble(group -> number(group, 1))
            .thenComparing(group -> number(group, 0))
            .reversed());
    Window window = Window.of(call, signal, range);
    Json json = new Json().begin().field("signal", signal.key());
    Total.of(call, signal, range, query.filter()).write(json, window);
    json.name("by").texts(by.stream().map(Column::name).toList());
    json.name("groups").beginList();
    groups.stream().limit(limit).forEach(group -> write(json, group, window));
    json.endList().field("groupCount", groups.size());
    json.field("cut", found.cut() || groups.size() > limit);
    return call.answer(call.took(json, query.ignored()).end());
  }

  private static List<Column> by(Call call) {
    String text = call.params().text("by", "resource.service.name");
    List<Column> by = Compiler.columns(text, TraceQl.fields(text));
    if (by.size() > MAX_BY) {
      throw Failure.parameter("by", text, "at most " + MAX_BY + " fields");
    }
    return by;
  }

  private static void write(Json json, Group group, Window window) {
    json.begin().name("keys").beginList();
    group.keys().forEach(json::value);
    json.endList().field("items", number(group, 0)).field("bytes", number(group, 1));
    json.field("bytesPerDay", window.perDay(number(group, 1))).end();
  }

  private static HttpResponse attributes(Call call) throws InterruptedException {
    Signal signal = call.signal();
    Compiled query = call.filter(signal);
    TimeRange range = call.range();
    int limit = call.limit(200);
    int wanted = call.params().whole("sample", DEFAULT_SAMPLE, 1, Sample.MAX);
    Total total = Total.of(call, signal, range, query.filter());
    Sample sample = Sample.of(call, signal, range, query.filter(), wanted);
    KeyBytes keys = new KeyBytes(signal);
    sample.requests().forEach(keys::add);
    Window window = Window.of(call, signal, range);
    Json json = new Json().begin().field("signal", signal.key());
    total.write(json, window);
    json.field("sampled", sample.items());
    keys.write(json, limit, sample.items() == 0 ? 0 : (double) total.items() / sample.items());
    return call.answer(call.took(json, query.ignored()).end());
  }

  /// The text of a value, or an empty one.
  static String text(@Nullable Object value) {
    return value instanceof dev.weir.store.query.Value.Text text ? text.value() : "";
  }
}
