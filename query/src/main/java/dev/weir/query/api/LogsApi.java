package dev.weir.query.api;

import dev.weir.collector.helper.http.HttpResponse;
import dev.weir.otlp.Signal;
import dev.weir.otlp.logs.LogRecordView;
import dev.weir.otlp.logs.LogsView;
import dev.weir.otlp.logs.ResourceLogsView;
import dev.weir.otlp.logs.ScopeLogsView;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.query.http.Call;
import dev.weir.query.http.Failure;
import dev.weir.query.http.Json;
import dev.weir.query.http.Route;
import dev.weir.query.http.TimeGrid;
import dev.weir.query.traceql.Compiler;
import dev.weir.query.traceql.Compiler.Column;
import dev.weir.query.traceql.Compiler.Compiled;
import dev.weir.store.query.AggregateRequest;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Group;
import dev.weir.store.query.Intrinsic;
import dev.weir.store.query.ItemRef;
import dev.weir.store.query.Measure;
import dev.weir.store.query.Order;
import dev.weir.store.query.Row;
import dev.weir.store.query.Rows;
import dev.weir.store.query.SearchRequest;
import dev.weir.store.query.TimeRange;
import dev.weir.store.query.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Log records.
final class LogsApi {
  private static final List<Expr> BASE =
      List.of(
          Expr.field(Intrinsic.OBSERVED_TIME),
          Expr.field(Intrinsic.SEVERITY),
          Expr.field(Intrinsic.SEVERITY_NUMBER),
          Expr.field(Intrinsic.SERVICE),
          Expr.field(Intrinsic.BODY),
          Expr.field(Intrinsic.LOG_EVENT_NAME),
          Expr.field(Intrinsic.TRACE_ID),
          Expr.field(Intrinsic.SPAN_ID));
  private static final List<String> SEVERITIES =
      List.of("fatal", "error", "warn", "info", "debug", "trace", "none");
  private static final int[] LOWEST = {21, 17, 13, 9, 5, 1};
  private static final byte[] SERVICE_NAME = TracesApi.utf8("service.name");

  private LogsApi() {}

  static List<Route> routes() {
    return List.of(
        Route.get("/api/v1/logs", LogsApi::search),
        Route.get("/api/v1/logs/volume", LogsApi::volume),
        Route.get("/api/v1/logs/{ref}", LogsApi::record),
        Route.get("/api/v1/logs/{ref}/context", LogsApi::context));
  }

  private static HttpResponse search(Call call) {
    String order = call.params().text("order", "newest");
    boolean newestFirst = order.equals("newest");
    if (!newestFirst && !order.equals("oldest")) {
      throw Failure.parameter("order", order, "newest or oldest");
    }
    return answer(call, call.range(), Expr.TRUE, newestFirst, 100);
  }

  /// Answers with records that pass the query, the parameter `text`, and a filter.
  static HttpResponse answer(
      Call call, TimeRange range, Expr filter, boolean newestFirst, int limit) {
    Compiled query = call.filter(Signal.LOGS);
    List<Column> extra = call.columns("select");
    Rows found =
        call.store()
            .search(
                request(
                    call,
                    range,
                    Compiler.and(filter, withText(call, query)),
                    extra,
                    newestFirst ? Order.NEWEST_FIRST : Order.OLDEST_FIRST,
                    call.limit(limit)));
    Json json = new Json().begin().name("logs").beginList();
    found.rows().forEach(row -> write(json, row, extra));
    json.endList().field("cut", found.cut());
    return call.answer(call.took(json, query.ignored()).end());
  }

  static Expr withText(Call call, Compiled query) {
    String text = call.params().text("text");
    return text == null
        ? query.filter()
        : Compiler.and(query.filter(), new Expr.Contains(Expr.field(Intrinsic.BODY), text, true));
  }

  private static SearchRequest request(
      Call call, TimeRange range, Expr filter, List<Column> extra, Order order, int limit) {
    return new SearchRequest(
        Signal.LOGS, range, filter, select(extra), List.of(order), limit, call.timeout());
  }

  static List<Expr> select(List<Column> extra) {
    List<Expr> select = new ArrayList<>(BASE);
    extra.forEach(column -> select.add(column.expr()));
    return select;
  }

  static void write(Json json, Row row, List<Column> extra) {
    json.begin()
        .field("ref", row.ref().toString())
        .name("time")
        .time(row.time())
        .name("observed")
        .time(SpanRows.whole(row, 0));
    String severity = SpanRows.text(row, 1);
    String traceId = SpanRows.text(row, 6);
    String spanId = SpanRows.text(row, 7);
    json.field("severity", severity == null ? "" : severity)
        .field("severityNumber", SpanRows.whole(row, 2))
        .field("service", SpanRows.text(row, 3))
        .name("body")
        .value(row.values().get(4))
        .field("eventName", SpanRows.text(row, 5))
        .field("traceId", traceId == null ? "" : traceId)
        .field("spanId", spanId == null ? "" : spanId);
    SpanRows.attributes(json, row, BASE.size(), extra);
    json.end();
  }

  private static HttpResponse volume(Call call) {
    TimeGrid grid = TimeGrid.of(call.params(), call.range(), 100);
    Compiled query = call.filter(Signal.LOGS);
    List<Group> groups =
        call.store()
            .aggregate(
                new AggregateRequest(
                    Signal.LOGS,
                    grid.range(),
                    withText(call, query),
                    List.of(Expr.field(Intrinsic.SEVERITY_NUMBER)),
                    grid.step(),
                    List.of(new Measure.Count()),
                    100,
                    call.timeout()))
            .groups();
    long[][] counts = new long[SEVERITIES.size()][grid.columns()];
    long total = 0;
    for (Group group : groups) {
      Double count = group.values().getFirst();
      int column = grid.column(group.time());
      if (count != null && column >= 0 && column < grid.columns()) {
        counts[severity(group.keys().getFirst())][column] += count.longValue();
        total += count.longValue();
      }
    }
    Json json = new Json().begin().name("start").time(grid.start()).field("step", grid.step());
    json.field("columns", grid.columns()).name("severities").texts(SEVERITIES);
    json.name("counts").beginList();
    for (long[] row : counts) {
      json.beginList();
      for (long count : row) {
        json.number(count);
      }
      json.endList();
    }
    json.endList().field("total", total);
    return call.answer(call.took(json, query.ignored()).end());
  }

  private static int severity(@Nullable Value number) {
    long value = number instanceof Value.Int whole ? whole.value() : 0;
    for (int i = 0; i < LOWEST.length; i++) {
      if (value >= LOWEST[i]) {
        return i;
      }
    }
    return LOWEST.length;
  }

  static ItemRef ref(Call call) {
    try {
      return ItemRef.parse(call.path("ref"));
    } catch (IllegalArgumentException e) {
      throw Failure.parameter("ref", call.path("ref"), "three numbers with dots between them");
    }
  }

  private static ByteRange bytes(Call call) {
    ByteRange bytes = call.store().items(Signal.LOGS, List.of(ref(call)));
    if (bytes.length() == 0) {
      throw Failure.notFound("log record " + call.path("ref") + " is not stored any more");
    }
    return bytes;
  }

  private static HttpResponse record(Call call) throws IOException {
    return TracesApi.otlp(call, Signal.LOGS, bytes(call));
  }

  private static HttpResponse context(Call call) {
    ByteRange bytes = bytes(call);
    String ref = call.path("ref");
    ResourceLogsView resource = new LogsView().wrap(bytes).resourceLogs();
    resource.next();
    String service = resource.resource().attributes().stringValue(SERVICE_NAME);
    long time = time(resource);
    Expr ofService =
        service == null
            ? Expr.not(new Expr.Exists(Expr.field(Intrinsic.SERVICE)))
            : Expr.equal(Expr.field(Intrinsic.SERVICE), service);
    List<Column> extra = call.columns("select");
    int limit = call.params().whole("limit", 20, 1, 1000);
    TimeRange upTo = new TimeRange(time - TimeRange.MARGIN_NANOS, time + 1);
    TimeRange since = new TimeRange(time, time + TimeRange.MARGIN_NANOS);
    List<Row> before =
        call.store()
            .search(request(call, upTo, ofService, extra, Order.NEWEST_FIRST, limit + 1))
            .rows();
    List<Row> after =
        call.store()
            .search(request(call, since, ofService, extra, Order.OLDEST_FIRST, limit + 1))
            .rows();
    Json json = new Json().begin();
    list(json.name("before"), before.reversed(), ref, time - 1, extra);
    Row at = find(before, after, ref);
    json.name("at");
    if (at == null) {
      json.nil();
    } else {
      write(json, at, extra);
    }
    list(json.name("after"), after, ref, Long.MAX_VALUE, extra);
    return call.answer(json.end());
  }

  private static @Nullable Row find(List<Row> before, List<Row> after, String ref) {
    for (List<Row> rows : List.of(before, after)) {
      for (Row row : rows) {
        if (row.ref().toString().equals(ref)) {
          return row;
        }
      }
    }
    return null;
  }

  /// Records of the same time are among those after.
  private static void list(
      Json json, List<Row> rows, String without, long until, List<Column> extra) {
    json.beginList();
    for (Row row : rows) {
      if (!row.ref().toString().equals(without) && row.time() <= until) {
        write(json, row, extra);
      }
    }
    json.endList();
  }

  private static long time(ResourceLogsView resource) {
    ScopeLogsView scope = resource.scopeLogs();
    scope.next();
    LogRecordView record = scope.logRecords();
    record.next();
    return record.timeUnixNano() == 0 ? record.observedTimeUnixNano() : record.timeUnixNano();
  }
}
