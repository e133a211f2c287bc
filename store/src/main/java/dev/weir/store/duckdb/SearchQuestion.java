package dev.weir.store.duckdb;

import dev.weir.otlp.Signal;
import dev.weir.store.duckdb.Snapshot.Part;
import dev.weir.store.query.Expr;
import dev.weir.store.query.ItemRef;
import dev.weir.store.query.Order;
import dev.weir.store.query.Row;
import dev.weir.store.query.Rows;
import dev.weir.store.query.SearchRequest;
import dev.weir.store.query.TimeRange;
import dev.weir.store.query.TraceSearchRequest;
import dev.weir.store.query.Value;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Finds items. First which ones, then the columns of just these: most columns cost more to read
/// than the ones that a filter looks at.
final class SearchQuestion {
  private final Database database;
  private final Signal signal;
  private final List<Part> parts;

  SearchQuestion(Database database, Signal signal, List<Part> parts) {
    this.database = database;
    this.signal = signal;
    this.parts = parts;
  }

  Rows search(SearchRequest request) {
    Source source = Source.of(signal, parts, request.range());
    ExprSql expressions = source.expressions();
    String filter = expressions.predicate(request.filter());
    List<String> order = new ArrayList<>();
    request.order().forEach(each -> order.addAll(order(expressions, each)));
    String sql =
        "SELECT %s, %s, %s FROM %s WHERE %s%s LIMIT %d"
            .formatted(
                source.raw("part"),
                source.raw("ref"),
                source.raw("t"),
                source.sql(),
                filter,
                order.isEmpty() ? "" : " ORDER BY " + String.join(", ", order),
                request.limit() + 1L);
    List<Found> found = database.query(sql, request.timeout(), SearchQuestion::found);
    boolean cut = found.size() > request.limit();
    if (cut) {
      found = found.subList(0, request.limit());
    }
    return new Rows(rows(found, request.select(), request.range(), request.timeout()), cut);
  }

  /// The first matching spans of each of some traces, by trace id.
  Map<String, List<Row>> ofTraces(TraceSearchRequest request, List<TraceQuestion.Match> traces) {
    Source source = Source.of(signal, parts, request.range());
    String filter = source.expressions().predicate(request.filter());
    List<String> ids = traces.stream().map(TraceQuestion.Match::sqlTuple).toList();
    String high = source.raw("th");
    String low = source.raw("tl");
    String span = source.raw("sp");
    String sql =
        "SELECT %1$s, %2$s, %3$s, %4$s, %5$s FROM %7$s WHERE (%8$s) AND (%4$s, %5$s) IN (%9$s) QUALIFY row_number() OVER (PARTITION BY %4$s, %5$s ORDER BY %3$s, %6$s < 0, %6$s) <= %10$d ORDER BY %3$s, %6$s < 0, %6$s"
            .formatted(
                source.raw("part"),
                source.raw("ref"),
                source.raw("t"),
                high,
                low,
                span,
                source.sql(),
                filter,
                String.join(", ", ids),
                request.spansPerTrace());
    List<Found> found = new ArrayList<>();
    List<String> traceIds =
        database.query(
            sql,
            request.timeout(),
            rows -> {
              List<String> read = new ArrayList<>();
              while (rows.next()) {
                found.add(Found.of(rows));
                read.add(TraceQuestion.hex(rows.getLong(4), rows.getLong(5)));
              }
              return read;
            });
    List<Row> rows = rows(found, request.select(), request.range(), request.timeout());
    Map<String, List<Row>> byTrace = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      byTrace.computeIfAbsent(traceIds.get(i), _ -> new ArrayList<>()).add(rows.get(i));
    }
    return byTrace;
  }

  private List<Row> rows(List<Found> found, List<Expr> select, TimeRange range, Duration timeout) {
    Map<Found, List<@Nullable Value>> values =
        found.isEmpty() || select.isEmpty() ? Map.of() : values(found, select, range, timeout);
    List<Row> rows = new ArrayList<>();
    for (Found each : found) {
      ItemRef ref =
          new ItemRef(
              parts.get(each.part()).slice().id, (int) (each.ref() >>> 32), (int) each.ref());
      rows.add(new Row(ref, each.time(), values.getOrDefault(each, List.of())));
    }
    return rows;
  }

  private Map<Found, List<@Nullable Value>> values(
      List<Found> found, List<Expr> select, TimeRange range, Duration timeout) {
    Map<Integer, List<String>> refs = new LinkedHashMap<>();
    found.forEach(each ->
        refs.computeIfAbsent(each.part(), _ -> new ArrayList<>()).add(Long.toString(each.ref())));
    List<Part> used = parts.stream().filter(part -> refs.containsKey(part.number())).toList();
    // What is computed over traces needs all parts, of which the others then give no rows.
    Source source =
        Source.of(
            signal,
            needsTraces(select) ? parts : used,
            range,
            part ->
                refs.containsKey(part.number())
                    ? "i.ref IN (" + String.join(", ", refsOf(refs, part)) + ")"
                    : "false");
    ExprSql expressions = source.expressions();
    List<String> columns = new ArrayList<>();
    select.forEach(expr -> columns.add(expressions.value(expr).tagged()));
    String sql =
        "SELECT %s, %s, %s, %s FROM %s"
            .formatted(
                source.raw("part"),
                source.raw("ref"),
                source.raw("t"),
                String.join(", ", columns),
                source.sql());
    return database.query(
        sql,
        timeout,
        rows -> {
          Map<Found, List<@Nullable Value>> values = new HashMap<>();
          while (rows.next()) {
            List<@Nullable Value> row = new ArrayList<>();
            for (int i = 0; i < select.size(); i++) {
              row.add(Typed.untag(rows.getString(4 + i)));
            }
            values.put(Found.of(rows), row);
          }
          return values;
        });
  }

  private static List<String> refsOf(Map<Integer, List<String>> refs, Part part) {
    return Objects.requireNonNull(refs.get(part.number()));
  }

  private static boolean needsTraces(List<Expr> select) {
    return !select.stream().allMatch(expr -> expr instanceof Expr.Attribute);
  }

  private static List<String> order(ExprSql expressions, Order order) {
    Typed typed = expressions.value(order.by());
    String direction = order.descending() ? " DESC NULLS LAST" : " ASC NULLS LAST";
    List<String> columns = new ArrayList<>();
    List<String> present = new ArrayList<>();
    String number = typed.orderNumber();
    if (number != null) {
      present.add(number);
    }
    String text = typed.anyText();
    if (text != null) {
      present.add(text);
    }
    if (typed.bool() != null) {
      present.add(typed.bool());
    }
    if (present.size() > 1 && order.descending()) {
      present = present.reversed();
    }
    present.forEach(column -> columns.add(column + direction));
    return columns;
  }

  private static List<Found> found(ResultSet rows) throws SQLException {
    List<Found> found = new ArrayList<>();
    while (rows.next()) {
      found.add(Found.of(rows));
    }
    return found;
  }

  /// An item in a part.
  record Found(int part, long ref, long time) {
    static Found of(ResultSet rows) throws SQLException {
      return new Found(rows.getInt(1), rows.getLong(2), rows.getLong(3));
    }
  }
}
