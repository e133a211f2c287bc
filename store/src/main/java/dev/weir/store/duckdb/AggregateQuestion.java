package dev.weir.store.duckdb;

import dev.weir.otlp.Signal;
import dev.weir.store.duckdb.Snapshot.Part;
import dev.weir.store.query.AggregateRequest;
import dev.weir.store.query.AttributeKey;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Group;
import dev.weir.store.query.Groups;
import dev.weir.store.query.Measure;
import dev.weir.store.query.Value;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Computes numbers by groups and over time.
final class AggregateQuestion {
  private static final double NANOS = 1e9;

  private final AggregateRequest request;
  private final long exact;
  private final Source source;
  private final ExprSql expressions;

  /// The columns of each key, by type.
  private final List<Map<AttributeKey.Type, String>> keys = new ArrayList<>();

  private final List<String> groupColumns = new ArrayList<>();
  private final List<String> order = new ArrayList<>();
  private @Nullable String histogram;

  /// @param exact of so many items at most, quantiles are exact
  AggregateQuestion(AggregateRequest request, List<Part> parts, long exact) {
    this.request = request;
    this.exact = exact;
    source = Source.of(request.signal(), parts, request.range());
    expressions = source.expressions();
  }

  Groups ask(Database database) {
    String sql = sql();
    return database.query(sql, request.timeout(), this::read);
  }

  private String sql() {
    String filter = expressions.predicate(request.filter());
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < request.by().size(); i++) {
      addKey(i, expressions.value(request.by().get(i)), columns);
    }
    List<String> names = new ArrayList<>(groupColumns);
    columns.add(step() + " AS step");
    columns.add("count(*) AS items");
    BucketedMeasures bucketed = BucketedMeasures.of(request, source, isError(), seconds(), exact);
    if (bucketed == null) {
      for (int i = 0; i < request.measures().size(); i++) {
        columns.add(measure(request.measures().get(i)) + " AS m" + i);
      }
      columns.add((histogram == null ? "CAST(NULL AS BIGINT[])" : histogram) + " AS buckets");
    }
    List<String> groups = new ArrayList<>(names);
    groups.add("step");
    String grouped =
        bucketed == null
            ? "SELECT %s FROM %s WHERE %s GROUP BY %s"
                .formatted(
                    String.join(", ", columns), source.sql(), filter, String.join(", ", groups))
            : bucketed.grouped(columns, filter, groups);
    String ordered = "total DESC" + String.join("", order.stream().map(by -> ", " + by).toList());
    String total =
        request.step() == 0
            ? "items AS total"
            : "sum(items) OVER (PARTITION BY "
                + (names.isEmpty() ? "1" : String.join(", ", names))
                + ") AS total";
    if (request.step() == 0) {
      return "SELECT *, %s FROM (%s) ORDER BY %s LIMIT %d"
          .formatted(total, grouped, ordered, request.limit() + 1L);
    }
    return "SELECT * FROM (SELECT *, dense_rank() OVER (ORDER BY %s) AS place FROM (SELECT *, %s FROM (%s))) WHERE place <= %d ORDER BY place, step"
        .formatted(ordered, total, grouped, request.limit() + 1L);
  }

  private void addKey(int number, Typed typed, List<String> columns) {
    Map<AttributeKey.Type, String> names = new LinkedHashMap<>();
    for (AttributeKey.Type type : AttributeKey.Type.values()) {
      String sql = typed.get(type);
      if (sql != null) {
        String name = "k" + number + "_" + TypeCodes.code(type);
        names.put(type, name);
        columns.add(sql + " AS " + name);
        groupColumns.add(name);
      }
    }
    keys.add(names);
    Typed named = Typed.NOTHING;
    for (var name : names.entrySet()) {
      named = named.with(name.getKey(), name.getValue());
    }
    addOrder(named.orderNumber());
    addOrder(named.anyText());
    addOrder(named.bool());
  }

  private void addOrder(@Nullable String column) {
    if (column != null) {
      order.add(column + " ASC NULLS LAST");
    }
  }

  private String step() {
    long from = request.range().from();
    return request.step() == 0
        ? Sql.number(from)
        : "(%1$s + (%2$s - %1$s) // %3$d * %3$d)"
            .formatted(Sql.number(from), source.raw("t"), request.step());
  }

  private String measure(Measure measure) {
    return switch (measure) {
      case Measure.Count _ -> "CAST(count(*) AS DOUBLE)";
      case Measure.CountIf(Expr filter) ->
          "CAST(count(*) FILTER (" + expressions.predicate(filter) + ") AS DOUBLE)";
      case Measure.Rate _ -> "count(*) / " + Sql.number(seconds());
      case Measure.ErrorRate _ -> "avg(CASE WHEN " + isError() + " THEN 1.0 ELSE 0.0 END)";
      case Measure.Sum(Expr of) -> "sum(" + number(of) + ")";
      case Measure.Avg(Expr of) -> "avg(" + number(of) + ")";
      case Measure.Min(Expr of) -> "min(" + number(of) + ")";
      case Measure.Max(Expr of) -> "max(" + number(of) + ")";
      case Measure.Quantile(Expr of, double quantile) -> quantile(of, quantile);
      case Measure.Histogram(Expr of, List<Double> bounds) -> histogram(number(of), bounds);
    };
  }

  /// All quantiles of one expression are computed together: the same list each time, of which one
  /// is taken.
  private String quantile(Expr of, double quantile) {
    List<Double> all = new ArrayList<>();
    for (Measure measure : request.measures()) {
      if (measure instanceof Measure.Quantile(Expr other, double each) && other.equals(of)) {
        all.add(each);
      }
    }
    List<String> texts = all.stream().map(each -> Double.toString(each)).toList();
    return "quantile_cont(%s, [%s])[%d]"
        .formatted(orderable(of), String.join(", ", texts), all.indexOf(quantile) + 1);
  }

  private String histogram(String number, List<Double> bounds) {
    List<String> texts = bounds.stream().map(Sql::number).toList();
    histogram = "map_values(histogram(%s, [%s]))".formatted(number, String.join(", ", texts));
    return "CAST(count(" + number + ") AS DOUBLE)";
  }

  /// Whole numbers are sorted faster as such.
  private String orderable(Expr of) {
    String number = expressions.value(of).orderNumber();
    return number == null ? "CAST(NULL AS DOUBLE)" : number;
  }

  private String number(Expr of) {
    String number = expressions.value(of).number();
    return number == null ? "CAST(NULL AS DOUBLE)" : number;
  }

  private String isError() {
    return request.signal() == Signal.TRACES
        ? source.raw("status") + " = 2"
        : request.signal() == Signal.LOGS ? source.raw("severity") + " >= 17" : "false";
  }

  private double seconds() {
    double nanos =
        request.step() == 0
            ? (double) request.range().to() - (double) request.range().from()
            : request.step();
    return nanos / NANOS;
  }

  private Groups read(ResultSet rows) throws SQLException {
    Map<List<@Nullable Value>, List<Group>> groups = new LinkedHashMap<>();
    while (rows.next()) {
      if (rows.getLong("items") == 0) {
        continue;
      }
      Group group = group(rows);
      groups.computeIfAbsent(group.keys(), _ -> new ArrayList<>()).add(group);
    }
    List<Group> limited = new ArrayList<>();
    groups.values().stream().limit(request.limit()).forEach(limited::addAll);
    return new Groups(limited, groups.size() > request.limit());
  }

  private Group group(ResultSet rows) throws SQLException {
    List<@Nullable Value> key = new ArrayList<>();
    for (Map<AttributeKey.Type, String> names : keys) {
      key.add(key(rows, names));
    }
    List<@Nullable Double> values = new ArrayList<>();
    for (int i = 0; i < request.measures().size(); i++) {
      double value = rows.getDouble("m" + i);
      values.add(rows.wasNull() ? null : value);
    }
    return new Group(
        Collections.unmodifiableList(key), rows.getLong("step"), values, buckets(rows));
  }

  private static @Nullable Value key(ResultSet rows, Map<AttributeKey.Type, String> names)
      throws SQLException {
    for (var name : names.entrySet()) {
      String column = name.getValue();
      Value value =
          switch (name.getKey()) {
            case TEXT -> orNull(rows.getString(column), Value.Text::new);
            case JSON -> orNull(rows.getString(column), Value.Json::new);
            case INT -> new Value.Int(rows.getLong(column));
            case REAL -> new Value.Real(rows.getDouble(column));
            case BOOL -> new Value.Bool(rows.getBoolean(column));
          };
      if (value != null && !rows.wasNull()) {
        return value;
      }
    }
    return null;
  }

  private static @Nullable Value orNull(
      @Nullable String text, java.util.function.Function<String, Value> value) {
    return text == null ? null : value.apply(text);
  }

  /// Buckets; the last one is left out by the database when nothing lies in it.
  private List<Long> buckets(ResultSet rows) throws SQLException {
    int size = 0;
    for (Measure measure : request.measures()) {
      if (measure instanceof Measure.Histogram(Expr _, List<Double> bounds)) {
        size = bounds.size() + 1;
      }
    }
    List<Long> buckets = new ArrayList<>();
    java.sql.Array counts = rows.getArray("buckets");
    if (counts != null) {
      for (Object count : (Object[]) counts.getArray()) {
        buckets.add(((Number) count).longValue());
      }
    }
    while (buckets.size() < size) {
      buckets.add(0L);
    }
    return buckets;
  }
}
