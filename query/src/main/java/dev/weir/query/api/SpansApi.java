package dev.weir.query.api;

import dev.weir.collector.helper.http.HttpResponse;
import dev.weir.otlp.Signal;
import dev.weir.query.http.Call;
import dev.weir.query.http.Failure;
import dev.weir.query.http.Json;
import dev.weir.query.http.Route;
import dev.weir.query.http.TimeGrid;
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
import dev.weir.store.query.Order;
import dev.weir.store.query.Rows;
import dev.weir.store.query.SearchRequest;
import dev.weir.store.query.TimeRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Spans: lists, groups, heatmap.
final class SpansApi {
  static final Expr DURATION = Expr.field(Intrinsic.DURATION);
  static final Expr IS_ERROR = Expr.equal(Expr.field(Intrinsic.STATUS), "error");
  private static final int MAX_BY = 5;
  private static final int MAX_ROWS = 100;

  private SpansApi() {}

  static List<Route> routes() {
    return List.of(
        Route.get("/api/v1/spans", SpansApi::search),
        Route.get("/api/v1/spans/groups", SpansApi::groups),
        Route.get("/api/v1/spans/heatmap", SpansApi::heatmap),
        Route.get("/api/v1/spans/metrics", SpansApi::metrics));
  }

  private static HttpResponse search(Call call) {
    Compiled query = call.filter(Signal.TRACES);
    List<Column> extra = TracesApi.columns(call, query);
    Rows found =
        call.store()
            .search(
                new SearchRequest(
                    Signal.TRACES,
                    call.range(),
                    query.filter(),
                    SpanRows.select(extra),
                    List.of(order(call)),
                    call.limit(100),
                    call.timeout()));
    Json json = new Json().begin().name("spans").beginList();
    found.rows().forEach(row -> SpanRows.write(json, row, extra, true));
    json.endList().field("cut", found.cut());
    return call.answer(call.took(json, query.ignored()).end());
  }

  private static Order order(Call call) {
    String text = call.params().text("order", "-time");
    boolean descending = text.startsWith("-");
    String field = descending ? text.substring(1) : text;
    return new Order(one(field), descending);
  }

  /// One field by its name.
  static Expr one(String field) {
    List<Column> columns = Compiler.columns(field, TraceQl.fields(field));
    if (columns.size() != 1) {
      throw Failure.parameter("field", field, "one field, such as span.http.route");
    }
    return columns.getFirst().expr();
  }

  private static HttpResponse groups(Call call) {
    Signal signal = call.signal();
    Compiled query = call.filter(signal);
    List<Column> by = call.columns("by");
    if (by.size() > MAX_BY) {
      throw Failure.parameter("by", call.params().text("by"), "at most " + MAX_BY + " fields");
    }
    List<String> names = call.params().list("measures");
    if (names.isEmpty()) {
      names = List.of("count", "rate", "errorRate", "p50", "p95", "p99");
    }
    List<Measure> measures = Measures.of(names, one(call.params().text("of", "duration")), signal);
    List<Expr> keys = by.stream().map(Column::expr).toList();
    int limit = call.limit(50);
    TimeRange range = call.range();
    Groups found =
        call.store()
            .aggregate(
                new AggregateRequest(
                    signal, range, query.filter(), keys, 0, measures, limit, call.timeout()));
    Map<List<?>, List<Group>> series = new LinkedHashMap<>();
    TimeGrid grid = null;
    if (call.params().has("step") || call.params().has("columns")) {
      grid = TimeGrid.of(call.params(), range, 30);
      call.store()
          .aggregate(
              new AggregateRequest(
                  signal,
                  grid.range(),
                  query.filter(),
                  keys,
                  grid.step(),
                  measures,
                  limit,
                  call.timeout()))
          .groups()
          .forEach(
              group -> series.computeIfAbsent(group.keys(), _ -> new ArrayList<>()).add(group));
    }
    Json json = new Json().begin().name("by").texts(by.stream().map(Column::name).toList());
    json.name("measures").texts(names);
    if (grid != null) {
      json.field("step", grid.step());
    }
    json.name("groups").beginList();
    for (Group group : found.groups()) {
      json.begin().name("keys").beginList();
      group.keys().forEach(json::value);
      json.endList().name("values");
      numbers(json, group);
      if (grid != null) {
        series(json.name("series"), series.getOrDefault(group.keys(), List.of()));
      }
      json.end();
    }
    json.endList().field("cut", found.cut());
    return call.answer(call.took(json, query.ignored()).end());
  }

  private static void numbers(Json json, Group group) {
    json.beginList();
    group.values().forEach(json::number);
    json.endList();
  }

  static void series(Json json, List<Group> steps) {
    json.beginList();
    for (Group step : steps) {
      json.beginList().number(step.time() / 1_000_000);
      step.values().forEach(json::number);
      json.endList();
    }
    json.endList();
  }

  private static HttpResponse heatmap(Call call) {
    Compiled query = call.filter(Signal.TRACES);
    TimeGrid grid = TimeGrid.of(call.params(), call.range(), 100);
    int rows = call.params().whole("rows", 40, 2, MAX_ROWS);
    List<Double> bounds = bounds(call, query.filter(), grid, rows);
    Json json = new Json().begin().name("start").time(grid.start()).field("step", grid.step());
    json.field("columns", grid.columns()).name("bounds").beginList();
    bounds.forEach(json::number);
    json.endList();
    counts(json.name("counts"), call, query.filter(), grid, bounds);
    Expr errors = Compiler.and(query.filter(), IS_ERROR);
    counts(json.name("errors"), call, errors, grid, bounds);
    return call.answer(call.took(json, query.ignored()).end());
  }

  private static List<Double> bounds(Call call, Expr filter, TimeGrid grid, int rows) {
    List<Measure> measures = List.of(new Measure.Min(DURATION), new Measure.Max(DURATION));
    List<Group> found =
        call.store()
            .aggregate(
                new AggregateRequest(
                    Signal.TRACES, grid.range(), filter, List.of(), 0, measures, 1, call.timeout()))
            .groups();
    if (found.isEmpty()) {
      return List.of();
    }
    Double min = found.getFirst().values().get(0);
    Double max = found.getFirst().values().get(1);
    return min == null || max == null ? List.of() : LogScale.bounds(min, max, rows);
  }

  private static void counts(
      Json json, Call call, Expr filter, TimeGrid grid, List<Double> bounds) {
    Map<Integer, List<Long>> columns = new LinkedHashMap<>();
    if (!bounds.isEmpty()) {
      call.store()
          .aggregate(
              new AggregateRequest(
                  Signal.TRACES,
                  grid.range(),
                  filter,
                  List.of(),
                  grid.step(),
                  List.of(new Measure.Histogram(DURATION, bounds)),
                  1,
                  call.timeout()))
          .groups()
          .forEach(group -> columns.put(grid.column(group.time()), group.histogram()));
    }
    json.beginList();
    for (int column = 0; column < grid.columns(); column++) {
      json.beginList();
      columns.getOrDefault(column, List.of()).forEach(json::number);
      json.endList();
    }
    json.endList();
  }

  private static HttpResponse metrics(Call call) {
    TimeGrid grid =
        call.params().flag("instant")
            ? new TimeGrid(
                call.range().from(), Math.max(1, call.range().to() - call.range().from()), 1)
            : TimeGrid.of(call.params(), call.range(), 100);
    MetricsPlan.Result result =
        MetricsPlan.run(call.query(), grid, call.store(), call.limit(100), call.timeout());
    Json json = new Json().begin().field("step", grid.step()).name("series").beginList();
    for (MetricsPlan.Line line : result.lines()) {
      json.begin().name("labels").begin();
      line.labels().forEach((name, value) -> json.name(name).value(value));
      json.end().name("points").beginList();
      for (int i = 0; i < line.values().length; i++) {
        json.beginList().number(grid.millis(i)).number(line.values()[i]).endList();
      }
      json.endList().end();
    }
    json.endList().field("cut", result.cut());
    return call.answer(call.took(json, List.of()).end());
  }
}
