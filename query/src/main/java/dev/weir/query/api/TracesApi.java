package dev.weir.query.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.collector.helper.http.HttpResponse;
import dev.weir.otlp.Signal;
import dev.weir.otlp.batch.ItemFilter;
import dev.weir.otlp.json.OtlpJsonWriter;
import dev.weir.otlp.trace.SpanView;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.query.http.Call;
import dev.weir.query.http.Failure;
import dev.weir.query.http.Json;
import dev.weir.query.http.Route;
import dev.weir.query.traceql.Compiler;
import dev.weir.query.traceql.Compiler.Column;
import dev.weir.query.traceql.Compiler.Compiled;
import dev.weir.store.query.AggregateRequest;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Group;
import dev.weir.store.query.Intrinsic;
import dev.weir.store.query.Measure;
import dev.weir.store.query.Rows;
import dev.weir.store.query.SearchRequest;
import dev.weir.store.query.TimeRange;
import dev.weir.store.query.TraceMatches;
import dev.weir.store.query.TraceSearchRequest;
import dev.weir.store.query.TraceSummary;
import dev.weir.store.query.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Traces: search, and one with everything about it.
final class TracesApi {
  private static final int MAX_SPANS_OF_MATCH = 100;
  private static final int MAX_GROUPS = 100_000;
  private static final Expr TRACE_ID = Expr.field(Intrinsic.TRACE_ID);
  private static final Expr SPAN_ID = Expr.field(Intrinsic.SPAN_ID);

  private TracesApi() {}

  static List<Route> routes() {
    return List.of(
        Route.get("/api/v1/traces", TracesApi::search),
        Route.get("/api/v1/traces/{traceId}", TracesApi::trace),
        Route.get("/api/v1/traces/{traceId}/summary", TracesApi::summary),
        Route.get("/api/v1/traces/{traceId}/spans/{spanId}", TracesApi::span),
        Route.get("/api/v1/traces/{traceId}/search", TracesApi::searchWithin),
        Route.get("/api/v1/traces/{traceId}/logs", TracesApi::logs));
  }

  private static HttpResponse search(Call call) {
    Compiled query = call.filter(Signal.TRACES);
    List<Column> extra = columns(call, query);
    TraceMatches found =
        call.store()
            .searchTraces(
                new TraceSearchRequest(
                    call.range(),
                    query.filter(),
                    SpanRows.select(extra),
                    call.limit(20),
                    call.params().whole("spans", 3, 0, MAX_SPANS_OF_MATCH),
                    call.timeout()));
    Json json = new Json().begin().name("traces").beginList();
    found.traces().forEach(trace -> SpanRows.write(json, trace, extra));
    json.endList().field("cut", found.cut());
    return call.answer(call.took(json, query.ignored()).end());
  }

  /// What `select` and the query's `select()` name, each once.
  static List<Column> columns(Call call, Compiled query) {
    List<Column> columns = new ArrayList<>(query.select());
    columns.addAll(call.columns("select"));
    return columns.stream().distinct().toList();
  }

  private static String traceId(Call call) {
    return Ids.trace(call.path("traceId"));
  }

  private static ByteRange bytes(Call call) {
    String id = traceId(call);
    ByteRange bytes = call.store().trace(id);
    if (bytes.length() == 0) {
      throw Failure.notFound("trace " + id + " is not stored");
    }
    return bytes;
  }

  private static HttpResponse trace(Call call) throws IOException {
    String format = call.params().text("format", "columns");
    return switch (format) {
      case "otlp" -> otlp(call, Signal.TRACES, bytes(call));
      case "protobuf" -> HttpResponse.of(200, "application/x-protobuf", bytes(call).toByteArray());
      case "columns" -> call.answer(columns(call));
      default -> throw Failure.parameter("format", format, "columns, otlp or protobuf");
    };
  }

  static HttpResponse otlp(Call call, Signal signal, ByteRange bytes) throws IOException {
    var out = new ByteArrayOutputStream(bytes.length() * 2);
    OtlpJsonWriter.write(signal, bytes, out);
    return HttpResponse.of(200, "application/json", out.toByteArray())
        .header("cache-control", "no-store");
  }

  private static Json columns(Call call) {
    TraceColumns columns = TraceColumns.read(bytes(call));
    Map<String, Long> logs =
        call.params().flag("logs") ? logsBySpan(call, columns.range()) : Map.of();
    return columns.write(traceId(call), logs);
  }

  private static Map<String, Long> logsBySpan(Call call, TimeRange range) {
    Map<String, Long> counts = new HashMap<>();
    List<Group> groups =
        call.store()
            .aggregate(
                new AggregateRequest(
                    Signal.LOGS,
                    range.withMargin(),
                    Expr.compare(TRACE_ID, Expr.Comparison.EQ, Expr.literal(traceId(call))),
                    List.of(SPAN_ID),
                    0,
                    List.of(new Measure.Count()),
                    MAX_GROUPS,
                    call.timeout()))
            .groups();
    for (Group group : groups) {
      Double count = group.values().getFirst();
      if (count != null) {
        String id = group.keys().getFirst() instanceof Value.Text text ? text.value() : "";
        counts.merge(id, count.longValue(), Long::sum);
      }
    }
    return counts;
  }

  private static HttpResponse summary(Call call) {
    Json json = new Json().begin();
    SpanRows.members(json, summaryOf(call));
    return call.answer(json.end());
  }

  private static TraceSummary summaryOf(Call call) {
    List<TraceSummary> summaries = call.store().summaries(List.of(traceId(call)));
    if (summaries.isEmpty()) {
      throw Failure.notFound("trace " + traceId(call) + " is not stored");
    }
    return summaries.getFirst();
  }

  private static HttpResponse span(Call call) throws IOException {
    String id = Ids.span(call.path("spanId"));
    ByteRange found =
        ItemFilter.keep(
                Signal.TRACES,
                bytes(call),
                (buffer, offset, length) ->
                    new SpanView().wrap(buffer, offset, length).spanId().hex().equals(id))
            .bytes();
    if (found.length() == 0) {
      throw Failure.notFound("span " + id + " is not in trace " + traceId(call));
    }
    return otlp(call, Signal.TRACES, found);
  }

  private static HttpResponse searchWithin(Call call) {
    String text = call.params().text("text");
    Json json = new Json().begin().name("spanIds").beginList();
    boolean cut = false;
    if (text != null) {
      SpanText.find(bytes(call), text.toLowerCase(Locale.ROOT)).forEach(json::text);
    } else {
      Rows rows = matching(call);
      rows.rows().forEach(row -> json.text(SpanRows.text(row, 0)));
      cut = rows.cut();
    }
    return call.answer(json.endList().field("cut", cut).end());
  }

  private static Rows matching(Call call) {
    TraceSummary summary = summaryOf(call);
    Expr ofTrace = Expr.compare(TRACE_ID, Expr.Comparison.EQ, Expr.literal(summary.traceId()));
    return call.store()
        .search(
            new SearchRequest(
                Signal.TRACES,
                new TimeRange(summary.start(), summary.start() + summary.duration() + 1),
                Compiler.and(ofTrace, call.filter(Signal.TRACES).filter()),
                List.of(SPAN_ID),
                List.of(),
                Call.MAX_LIMIT,
                call.timeout()));
  }

  private static HttpResponse logs(Call call) {
    List<TraceSummary> summaries = call.store().summaries(List.of(traceId(call)));
    TimeRange range = TimeRange.ALL;
    if (!summaries.isEmpty()) {
      TraceSummary summary = summaries.getFirst();
      range = new TimeRange(summary.start(), summary.start() + summary.duration() + 1).withMargin();
    }
    Expr filter = Expr.compare(TRACE_ID, Expr.Comparison.EQ, Expr.literal(traceId(call)));
    String spanId = call.params().text("spanId");
    if (spanId != null) {
      filter =
          Expr.and(
              filter, Expr.compare(SPAN_ID, Expr.Comparison.EQ, Expr.literal(Ids.span(spanId))));
    }
    return LogsApi.answer(call, range, filter, false, 1000);
  }

  static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
