package dev.weir.query.api;

import dev.weir.collector.helper.http.HttpResponse;
import dev.weir.otlp.Signal;
import dev.weir.query.http.Call;
import dev.weir.query.http.Json;
import dev.weir.query.http.Route;
import dev.weir.query.http.TimeGrid;
import dev.weir.query.traceql.Compiler;
import dev.weir.query.traceql.Compiler.Compiled;
import dev.weir.store.query.AggregateRequest;
import dev.weir.store.query.AttributeProfile;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Group;
import dev.weir.store.query.Groups;
import dev.weir.store.query.Intrinsic;
import dev.weir.store.query.Measure;
import dev.weir.store.query.Order;
import dev.weir.store.query.ProfileRequest;
import dev.weir.store.query.Row;
import dev.weir.store.query.Rows;
import dev.weir.store.query.Scope;
import dev.weir.store.query.SearchRequest;
import dev.weir.store.query.TimeRange;
import dev.weir.store.query.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Services: list, one with its operations, and the newest errors.
final class ServicesApi {
  static final Expr SERVICE = Expr.field(Intrinsic.SERVICE);
  static final Expr IS_REQUEST =
      Expr.or(
          new Expr.In(
              Expr.field(Intrinsic.KIND), List.of(Value.of("server"), Value.of("consumer"))),
          Expr.equal(Expr.field(Intrinsic.PARENT_SPAN_ID), ""));
  private static final Expr IS_OPERATION =
      Expr.or(
          IS_REQUEST,
          new Expr.In(
              Expr.field(Intrinsic.KIND), List.of(Value.of("client"), Value.of("producer"))));
  static final List<Measure> RED =
      List.of(
          new Measure.Count(),
          new Measure.Rate(),
          new Measure.CountIf(SpansApi.IS_ERROR),
          new Measure.ErrorRate(),
          new Measure.Quantile(SpansApi.DURATION, 0.5),
          new Measure.Quantile(SpansApi.DURATION, 0.95),
          new Measure.Quantile(SpansApi.DURATION, 0.99),
          new Measure.Sum(SpansApi.DURATION));
  private static final String[] RED_NAMES = {
    "count", "rate", "errors", "errorRate", "p50", "p95", "p99", "total"
  };
  private static final int ERROR_SAMPLE = 1000;
  private static final Expr EXCEPTION_TYPE = Expr.attribute(Scope.EVENT, "exception.type");
  private static final Expr EXCEPTION_MESSAGE = Expr.attribute(Scope.EVENT, "exception.message");
  private static final Expr STACK_TRACE = Expr.attribute(Scope.EVENT, "exception.stacktrace");

  private ServicesApi() {}

  static List<Route> routes() {
    return List.of(
        Route.get("/api/v1/services", ServicesApi::list),
        Route.get("/api/v1/services/graph", ServiceGraph::answer),
        Route.get("/api/v1/services/{service}", ServicesApi::service),
        Route.get("/api/v1/errors", ServicesApi::errors));
  }

  private static Groups aggregate(
      Call call,
      Signal signal,
      TimeRange range,
      Expr filter,
      List<Expr> by,
      long step,
      List<Measure> measures,
      int limit) {
    return call.store()
        .aggregate(
            new AggregateRequest(signal, range, filter, by, step, measures, limit, call.timeout()));
  }

  private static HttpResponse list(Call call) {
    Compiled query = call.filter(Signal.TRACES);
    TimeRange range = call.range();
    TimeGrid grid = TimeGrid.of(call.params(), range, 30);
    int limit = call.limit(200);
    List<Expr> by = List.of(SERVICE);
    Expr requests = Compiler.and(query.filter(), IS_REQUEST);
    Groups red = aggregate(call, Signal.TRACES, range, requests, by, 0, RED, limit);
    Map<String, Group> redByService = byService(red);
    Map<String, List<Group>> series = new HashMap<>();
    List<Measure> line =
        List.of(
            new Measure.Rate(),
            new Measure.ErrorRate(),
            new Measure.Quantile(SpansApi.DURATION, 0.95));
    aggregate(call, Signal.TRACES, grid.range(), requests, by, grid.step(), line, limit)
        .groups()
        .forEach(group -> series.computeIfAbsent(key(group), _ -> new ArrayList<>()).add(group));
    Map<String, Row> errors = newestErrors(call, query.filter(), range);
    Map<String, Map<Signal, Long>> counts = new LinkedHashMap<>();
    boolean cut = red.cut();
    for (Signal signal : List.of(Signal.TRACES, Signal.LOGS, Signal.METRICS)) {
      Expr filter = call.filter(signal).filter();
      Groups groups =
          aggregate(call, signal, range, filter, by, 0, List.of(new Measure.Count()), limit);
      cut |= groups.cut();
      groups
          .groups()
          .forEach(group ->
              counts
                  .computeIfAbsent(key(group), _ -> new HashMap<>())
                  .put(signal, whole(group, 0)));
    }
    Json json = new Json().begin().field("step", grid.step()).name("services").beginList();
    counts.forEach((service, items) -> {
      json.begin().field("service", service);
      red(json, redByService.get(service));
      json.field("spans", items.getOrDefault(Signal.TRACES, 0L))
          .field("logs", items.getOrDefault(Signal.LOGS, 0L))
          .field("points", items.getOrDefault(Signal.METRICS, 0L));
      SpansApi.series(json.name("series"), series.getOrDefault(service, List.of()));
      newestError(json.name("newestError"), errors.get(service));
      json.end();
    });
    json.endList().field("cut", cut);
    return call.answer(call.took(json, query.ignored()).end());
  }

  static Map<String, Group> byService(Groups groups) {
    Map<String, Group> result = new HashMap<>();
    groups.groups().forEach(group -> result.put(key(group), group));
    return result;
  }

  private static String key(Group group) {
    return group.keys().getFirst() instanceof Value.Text text ? text.value() : "";
  }

  private static long whole(Group group, int measure) {
    Double value = group.values().get(measure);
    return value == null ? 0 : value.longValue();
  }

  static void red(Json json, @Nullable Group group) {
    for (int i = 0; i < RED_NAMES.length; i++) {
      json.name(RED_NAMES[i]);
      if (group == null) {
        json.raw(i < 4 ? "0" : "null");
      } else {
        json.number(group.values().get(i));
      }
    }
  }

  private static Map<String, Row> newestErrors(Call call, Expr filter, TimeRange range) {
    Map<String, Row> newest = new HashMap<>();
    for (Row row : errorRows(call, filter, range).rows()) {
      String service = SpanRows.text(row, 0);
      newest.putIfAbsent(service == null ? "" : service, row);
    }
    return newest;
  }

  private static Rows errorRows(Call call, Expr filter, TimeRange range) {
    return call.store()
        .search(
            new SearchRequest(
                Signal.TRACES,
                range,
                Compiler.and(filter, SpansApi.IS_ERROR),
                List.of(
                    SERVICE,
                    Expr.field(Intrinsic.NAME),
                    Expr.field(Intrinsic.TRACE_ID),
                    Expr.field(Intrinsic.SPAN_ID),
                    Expr.field(Intrinsic.STATUS_MESSAGE),
                    EXCEPTION_TYPE,
                    EXCEPTION_MESSAGE,
                    STACK_TRACE),
                List.of(Order.NEWEST_FIRST),
                ERROR_SAMPLE,
                call.timeout()));
  }

  private static String message(Row row) {
    String exception = SpanRows.text(row, 6);
    String status = SpanRows.text(row, 4);
    return exception != null ? exception : status != null ? status : "";
  }

  private static void newestError(Json json, @Nullable Row row) {
    if (row == null) {
      json.nil();
      return;
    }
    json.begin()
        .name("time")
        .time(row.time())
        .field("traceId", SpanRows.text(row, 2))
        .field("spanId", SpanRows.text(row, 3))
        .field("name", SpanRows.text(row, 1))
        .field("message", message(row))
        .end();
  }

  private record ErrorKey(
      @Nullable String service,
      @Nullable String name,
      @Nullable String type,
      @Nullable String place) {}

  private static HttpResponse errors(Call call) {
    Compiled query = call.filter(Signal.TRACES);
    Rows rows = errorRows(call, query.filter(), call.range());
    Map<ErrorKey, Row> newest = new LinkedHashMap<>();
    Map<ErrorKey, Long> counts = new HashMap<>();
    for (Row row : rows.rows()) {
      ErrorKey key =
          new ErrorKey(
              SpanRows.text(row, 0),
              SpanRows.text(row, 1),
              SpanRows.text(row, 5),
              place(SpanRows.text(row, 7)));
      newest.putIfAbsent(key, row);
      counts.merge(key, 1L, Long::sum);
    }
    int limit = call.limit(20);
    Json json = new Json().begin().name("errors").beginList();
    newest.entrySet().stream()
        .limit(limit)
        .forEach(entry -> {
          ErrorKey key = entry.getKey();
          Row row = entry.getValue();
          json.begin()
              .field("service", key.service)
              .field("name", key.name)
              .field("type", key.type)
              .field("message", message(row))
              .field("place", key.place)
              .field("count", counts.getOrDefault(key, 0L))
              .name("newest")
              .time(row.time())
              .field("traceId", SpanRows.text(row, 2))
              .field("spanId", SpanRows.text(row, 3))
              .end();
        });
    json.endList().field("sampled", rows.rows().size());
    json.field("cut", rows.cut() || newest.size() > limit);
    return call.answer(call.took(json, query.ignored()).end());
  }

  /// The first line that names a place: `at …` of Java, JavaScript and .NET, `File …` of Python.
  private static @Nullable String place(@Nullable String stackTrace) {
    if (stackTrace == null) {
      return null;
    }
    return stackTrace
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("at ") || line.startsWith("File ") || line.contains(".go:"))
        .findFirst()
        .map(line -> line.length() > 200 ? line.substring(0, 200) : line)
        .orElse(null);
  }

  private static HttpResponse service(Call call) {
    String service = call.path("service");
    Compiled query = call.filter(Signal.TRACES);
    TimeRange range = call.range();
    TimeGrid grid = TimeGrid.of(call.params(), range, 60);
    Expr ofService = Compiler.and(query.filter(), Expr.equal(SERVICE, service));
    Expr requests = Compiler.and(ofService, IS_REQUEST);
    List<Group> red =
        aggregate(call, Signal.TRACES, range, requests, List.of(), 0, RED, 1).groups();
    Groups operations =
        aggregate(
            call,
            Signal.TRACES,
            range,
            Compiler.and(ofService, IS_OPERATION),
            List.of(Expr.field(Intrinsic.NAME), Expr.field(Intrinsic.KIND)),
            0,
            RED,
            call.limit(100));
    List<Measure> line = List.of(RED.get(1), RED.get(3), RED.get(4), RED.get(5), RED.get(6));
    List<Group> series =
        aggregate(call, Signal.TRACES, grid.range(), requests, List.of(), grid.step(), line, 1)
            .groups();
    Json json = new Json().begin().field("service", service).field("step", grid.step());
    red(json, red.isEmpty() ? null : red.getFirst());
    SpansApi.series(json.name("series"), series);
    json.name("operations").beginList();
    for (Group group : operations.groups()) {
      json.begin().name("name").value(group.keys().get(0)).name("kind").value(group.keys().get(1));
      red(json, group);
      json.end();
    }
    json.endList();
    resources(json, call, range, Expr.equal(SERVICE, service));
    json.name("metrics")
        .texts(
            call.store().metrics(range, Expr.equal(SERVICE, service)).stream()
                .map(dev.weir.store.query.MetricInfo::name)
                .toList());
    json.field("cut", operations.cut());
    return call.answer(call.took(json, query.ignored()).end());
  }

  private static void resources(Json json, Call call, TimeRange range, Expr ofService) {
    AttributeProfile profile =
        call.store()
            .profile(new ProfileRequest(Signal.TRACES, range, ofService, 1000, 10, call.timeout()));
    json.name("resources").beginList();
    for (AttributeProfile.Key key : profile.keys()) {
      if (key.scope() == Scope.RESOURCE) {
        json.begin().field("key", key.key()).name("values").beginList();
        key.values()
            .forEach(value ->
                json.begin()
                    .name("value")
                    .value(value.value())
                    .field("count", value.count())
                    .end());
        json.endList().end();
      }
    }
    json.endList();
  }
}
