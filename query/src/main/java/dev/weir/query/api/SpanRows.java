package dev.weir.query.api;

import dev.weir.query.http.Json;
import dev.weir.query.traceql.Compiler.Column;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Intrinsic;
import dev.weir.store.query.Row;
import dev.weir.store.query.TraceMatch;
import dev.weir.store.query.TraceSummary;
import dev.weir.store.query.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Spans and traces that were found, as JSON.
public final class SpanRows {
  private static final List<Expr> BASE =
      List.of(
          Expr.field(Intrinsic.TRACE_ID),
          Expr.field(Intrinsic.SPAN_ID),
          Expr.field(Intrinsic.SERVICE),
          Expr.field(Intrinsic.NAME),
          Expr.field(Intrinsic.KIND),
          Expr.field(Intrinsic.STATUS),
          Expr.field(Intrinsic.DURATION));
  private static final int TRACE_ID = 0;
  private static final int SPAN_ID = 1;
  private static final int SERVICE = 2;
  private static final int NAME = 3;
  private static final int KIND = 4;
  private static final int STATUS = 5;
  private static final int DURATION = 6;

  private SpanRows() {}

  /// What to ask for.
  public static List<Expr> select(List<Column> extra) {
    List<Expr> select = new ArrayList<>(BASE);
    extra.forEach(column -> select.add(column.expr()));
    return select;
  }

  static void write(Json json, Row row, List<Column> extra, boolean withTrace) {
    json.begin().field("ref", row.ref().toString());
    if (withTrace) {
      json.field("traceId", text(row, TRACE_ID)).field("kind", text(row, KIND));
    }
    json.field("spanId", text(row, SPAN_ID))
        .field("service", text(row, SERVICE))
        .field("name", text(row, NAME))
        .field("status", text(row, STATUS))
        .name("start")
        .time(row.time())
        .field("duration", whole(row, DURATION));
    attributes(json, row, BASE.size(), extra);
    json.end();
  }

  static void attributes(Json json, Row row, int first, List<Column> extra) {
    json.name("attributes").begin();
    for (int i = 0; i < extra.size(); i++) {
      json.name(extra.get(i).name()).value(row.values().get(first + i));
    }
    json.end();
  }

  static void write(Json json, TraceMatch match, List<Column> extra) {
    json.begin();
    members(json, match.summary());
    json.field("matched", match.matched()).name("matches").beginList();
    match.spans().forEach(span -> write(json, span, extra, false));
    json.endList().end();
  }

  static void members(Json json, TraceSummary summary) {
    json.field("traceId", summary.traceId())
        .field("rootService", summary.rootService())
        .field("rootName", summary.rootName())
        .name("start")
        .time(summary.start())
        .field("duration", summary.duration())
        .field("spans", summary.spans())
        .field("errors", summary.errors())
        .name("services")
        .beginList();
    summary
        .services()
        .forEach(share ->
            json.begin()
                .field("service", share.service())
                .field("spans", share.spans())
                .field("errors", share.errors())
                .end());
    json.endList();
  }

  /// A text of a row, or null.
  public static @Nullable String text(Row row, int column) {
    return row.values().get(column) instanceof Value.Text text ? text.value() : null;
  }

  /// A number of a row, or 0.
  public static long whole(Row row, int column) {
    return switch (row.values().get(column)) {
      case Value.Int number -> number.value();
      case Value.Real number -> (long) number.value();
      case null, default -> 0;
    };
  }
}
