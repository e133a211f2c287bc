package dev.weir.query.tempo;

import dev.weir.collector.helper.http.HttpResponse;
import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ProtoWriter;
import dev.weir.query.http.Call;
import dev.weir.query.http.Failure;
import dev.weir.query.http.Json;
import dev.weir.query.http.TimeText;
import dev.weir.query.traceql.Compiler;
import dev.weir.query.traceql.Compiler.Column;
import dev.weir.query.traceql.Compiler.Compiled;
import dev.weir.query.traceql.FieldExpr;
import dev.weir.query.traceql.Literals;
import dev.weir.query.traceql.Query;
import dev.weir.query.traceql.TraceQl;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Intrinsic;
import dev.weir.store.query.Row;
import dev.weir.store.query.TraceMatch;
import dev.weir.store.query.TraceMatches;
import dev.weir.store.query.TraceSearchRequest;
import dev.weir.store.query.TraceSummary;
import dev.weir.store.query.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/api/search`: traces with the spans that match.
final class TempoSearch {
  private static final int SPAN_ID = 0;
  private static final int NAME = 1;
  private static final int DURATION = 2;
  private static final int BASE = 3;

  private TempoSearch() {}

  static HttpResponse answer(Call call) {
    String text = query(call);
    Query query = TraceQl.parse(text);
    Compiled compiled = Compiler.compile(query, Signal.TRACES);
    Expr filter = durations(call, compiled.filter());
    List<Column> columns = columns(query, compiled);
    List<Expr> select =
        new ArrayList<>(
            List.of(
                Expr.field(Intrinsic.SPAN_ID),
                Expr.field(Intrinsic.NAME),
                Expr.field(Intrinsic.DURATION)));
    columns.forEach(column -> select.add(column.expr()));
    TraceMatches found =
        call.store()
            .searchTraces(
                new TraceSearchRequest(
                    TempoApi.range(call),
                    filter,
                    select,
                    call.params().whole("limit", 20, 1, Call.MAX_LIMIT),
                    Math.max(1, call.params().whole("spss", 3, 0, 100)),
                    call.timeout()));
    return TempoApi.wantsProtobuf(call)
        ? protobuf(found, columns)
        : call.answer(json(found, columns));
  }

  /// The query, or one made of the old parameter `tags`: `key=value key="other value"`.
  private static String query(Call call) {
    String text = call.params().text("q");
    String tags = call.params().text("tags");
    if (text != null || tags == null) {
      return text == null ? "{}" : text;
    }
    List<String> conditions = new ArrayList<>();
    for (String pair : tags.split("\\s+(?=[^\"]*(?:\"[^\"]*\"[^\"]*)*$)", -1)) {
      int equals = pair.indexOf('=');
      if (equals <= 0) {
        throw Failure.parameter("tags", pair, "key=value, with spaces between them");
      }
      String value = pair.substring(equals + 1).replace("\"", "");
      conditions.add("." + pair.substring(0, equals) + " = " + Literals.quote(value));
    }
    return "{ " + String.join(" && ", conditions) + " }";
  }

  private static Expr durations(Call call, Expr filter) {
    Expr result = filter;
    Expr duration = Expr.field(Intrinsic.TRACE_DURATION);
    for (String name : List.of("minDuration", "maxDuration")) {
      String text = call.params().text(name);
      if (text != null) {
        result =
            Compiler.and(
                result,
                Expr.compare(
                    duration,
                    name.startsWith("min") ? Expr.Comparison.GE : Expr.Comparison.LE,
                    Expr.literal(TimeText.duration(name, text).toNanos())));
      }
    }
    return result;
  }

  /// As Tempo does, the attributes that the query looks at are returned with the spans.
  private static List<Column> columns(Query query, Compiled compiled) {
    List<Column> columns = new ArrayList<>(compiled.select());
    for (FieldExpr part : Compiler.conjuncts(query)) {
      if (part instanceof FieldExpr.Binary binary
          && binary.left() instanceof FieldExpr.Attribute attribute
          && !attribute.ofParent()) {
        columns.addAll(Compiler.columns(query.text(), List.of(attribute)));
      }
    }
    return columns.stream().distinct().toList();
  }

  private static Json json(TraceMatches found, List<Column> columns) {
    Json json = new Json().begin().name("traces").beginList();
    for (TraceMatch match : found.traces()) {
      TraceSummary summary = match.summary();
      json.begin()
          .field("traceID", summary.traceId())
          .field("rootServiceName", text(summary.rootService()))
          .field("rootTraceName", text(summary.rootName()))
          .name("startTimeUnixNano")
          .time(summary.start())
          .field("durationMs", summary.duration() / 1_000_000);
      Json set = spanSet(match, columns);
      json.name("spanSet").raw(set.toString());
      json.name("spanSets").beginList().raw(set.toString()).endList();
      json.name("serviceStats").begin();
      for (TraceSummary.ServiceShare share : summary.services()) {
        json.name(share.service()).begin().field("spanCount", share.spans());
        json.field("errorCount", share.errors()).end();
      }
      json.end().end();
    }
    json.endList().name("metrics").begin().field("inspectedTraces", found.traces().size());
    return json.field("completedJobs", 1).field("totalJobs", 1).end().end();
  }

  /// What Tempo says where a trace has no root yet.
  private static String text(@Nullable String name) {
    return name == null ? "<root span not yet received>" : name;
  }

  private static Json spanSet(TraceMatch match, List<Column> columns) {
    Json json = new Json().begin().name("spans").beginList();
    for (Row row : match.spans()) {
      json.begin()
          .field("spanID", string(row, SPAN_ID))
          .field("name", string(row, NAME))
          .name("startTimeUnixNano")
          .time(row.time())
          .field("durationNanos", Long.toString(duration(row)))
          .name("attributes")
          .beginList();
      for (int i = 0; i < columns.size(); i++) {
        Value value = row.values().get(BASE + i);
        if (value != null) {
          json.begin().field("key", key(columns.get(i)));
          AnyValues.write(json.name("value"), value);
          json.end();
        }
      }
      json.endList().end();
    }
    return json.endList().field("matched", match.matched()).end();
  }

  /// Tempo writes the key without its scope.
  private static String key(Column column) {
    return column.expr() instanceof Expr.Attribute attribute
        ? attribute.key()
        : column.name().startsWith("resource.")
            ? column.name().substring("resource.".length())
            : column.name();
  }

  private static String string(Row row, int column) {
    return row.values().get(column) instanceof Value.Text text ? text.value() : "";
  }

  private static long duration(Row row) {
    return row.values().get(DURATION) instanceof Value.Int whole ? whole.value() : 0;
  }

  /// Tempo's `SearchResponse`.
  private static HttpResponse protobuf(TraceMatches found, List<Column> columns) {
    ProtoWriter out = new ProtoWriter();
    for (TraceMatch match : found.traces()) {
      int mark = out.beginMessage(1);
      trace(out, match, columns);
      out.endMessage(mark);
    }
    int metrics = out.beginMessage(2);
    out.uint64(1, found.traces().size());
    out.endMessage(metrics);
    return HttpResponse.of(200, "application/protobuf", out.toByteArray());
  }

  private static void trace(ProtoWriter out, TraceMatch match, List<Column> columns) {
    TraceSummary summary = match.summary();
    out.string(1, summary.traceId());
    out.string(2, text(summary.rootService()));
    out.string(3, text(summary.rootName()));
    out.uint64(4, summary.start());
    out.uint64(5, summary.duration() / 1_000_000);
    for (int field = 6; field <= 7; field++) {
      int mark = out.beginMessage(field);
      spanSet(out, match, columns);
      out.endMessage(mark);
    }
  }

  private static void spanSet(ProtoWriter out, TraceMatch match, List<Column> columns) {
    for (Row row : match.spans()) {
      int mark = out.beginMessage(1);
      out.string(1, string(row, SPAN_ID));
      out.string(2, string(row, NAME));
      out.uint64(3, row.time());
      out.uint64(4, duration(row));
      for (int i = 0; i < columns.size(); i++) {
        Value value = row.values().get(BASE + i);
        if (value != null) {
          int attribute = out.beginMessage(5);
          out.string(1, key(columns.get(i)));
          AnyValues.write(out, 2, value);
          out.endMessage(attribute);
        }
      }
      out.endMessage(mark);
    }
    out.uint64(2, match.matched());
  }
}
