package dev.weir.store.duckdb;

import dev.weir.otlp.Signal;
import dev.weir.store.duckdb.Snapshot.Part;
import dev.weir.store.items.Names;
import dev.weir.store.query.AttributeKey;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Expr.Relation;
import dev.weir.store.query.Intrinsic;
import dev.weir.store.query.TimeRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The items of all parts of a snapshot as one relation in SQL, with just the columns that a
/// question needs.
///
/// Each part is read by a SELECT of its own, since the same attribute has another number in every
/// slice; what comes out has the same columns, and the question is written over their union. What
/// is asked of traces is joined to it.
///
/// ```
/// FROM (SELECT ... FROM part 0 UNION ALL SELECT ... FROM part 1) q LEFT JOIN (traces) ...
/// ```
final class Source implements Leaves {
  private final Signal signal;
  private final List<Part> parts;
  private final TimeRange range;
  private final TimeRange wide;
  private final String alias;
  private final int[] aliases;
  private final Function<Part, String> condition;

  private final List<PartLeaves> leaves;
  private final Map<Expr, Typed> typed = new LinkedHashMap<>();
  private final Map<Expr, String> tests = new LinkedHashMap<>();
  private final Set<String> raw = new LinkedHashSet<>();
  private final List<List<String>> columns = new ArrayList<>();
  private final List<String> joins = new ArrayList<>();
  private @Nullable String traces;
  private @Nullable String children;
  private int nextColumn;

  private Source(
      Signal signal,
      List<Part> parts,
      TimeRange range,
      TimeRange wide,
      int[] aliases,
      Function<Part, String> condition) {
    this.signal = signal;
    this.parts = parts;
    this.range = range;
    this.wide = wide;
    this.aliases = aliases;
    this.condition = condition;
    alias = "q" + aliases[0]++;
    leaves = parts.stream().map(part -> new PartLeaves(signal, part)).toList();
    parts.forEach(_ -> columns.add(new ArrayList<>()));
  }

  /// The items of a range. The parts hold the margin too.
  static Source of(Signal signal, List<Part> parts, TimeRange range) {
    return of(signal, parts, range, _ -> "");
  }

  /// Items that pass a condition in SQL of each part, about `i`, too.
  static Source of(
      Signal signal, List<Part> parts, TimeRange range, Function<Part, String> condition) {
    return new Source(signal, parts, range, range.withMargin(), new int[1], condition);
  }

  /// At most so many items are looked at.
  long items() {
    return parts.stream().map(Part::slice).distinct().mapToLong(slice -> slice.meta.items).sum();
  }

  /// The name of the relation.
  String alias() {
    return alias;
  }

  ExprSql expressions() {
    return new ExprSql(this);
  }

  /// A column of the items' tables.
  String raw(String name) {
    if (raw.add(name)) {
      for (int i = 0; i < parts.size(); i++) {
        String sql =
            name.equals("part")
                ? Integer.toString(parts.get(i).number())
                : leaves.get(i).column(name);
        columns.get(i).add((sql == null ? "NULL" : sql) + " AS " + name);
      }
    }
    return alias + "." + name;
  }

  /// The relation and what is joined to it. To be called when everything else is known.
  String sql() {
    List<String> selects = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      selects.add(select(i));
    }
    return "(" + String.join(" UNION ALL ", selects) + ") " + alias + String.join("", joins);
  }

  @Override
  public @Nullable String column(String name) {
    boolean isThere = leaves.stream().anyMatch(part -> part.column(name) != null);
    return isThere ? raw(name) : null;
  }

  @Override
  public Typed leaf(Expr leaf) {
    Typed known = typed.get(leaf);
    if (known == null) {
      known = register(leaf);
      typed.put(leaf, known);
    }
    return known;
  }

  @Override
  public String any(Expr test) {
    return tests.computeIfAbsent(test, this::registerTest);
  }

  @Override
  public String related(Relation relation, Expr filter) {
    if (signal != Signal.TRACES) {
      return "false";
    }
    Source other = nested(wide);
    String passes = ExprSql.bool(other.expressions().predicate(filter));
    return switch (relation) {
      case TRACE -> exists(other, passes, sameTrace(other));
      case PARENT ->
          exists(
              other,
              passes,
              sameTrace(other) + " AND " + other.raw("sp") + " = " + raw("pa") + isId(raw("pa")));
      case CHILD ->
          exists(
              other,
              passes,
              sameTrace(other) + " AND " + other.raw("pa") + " = " + raw("sp") + isId(raw("sp")));
      case SIBLING ->
          exists(
              other,
              passes,
              sameTrace(other)
                  + " AND %s = %s AND %s <> %s"
                      .formatted(other.raw("pa"), raw("pa"), other.raw("sp"), raw("sp"))
                  + isId(raw("pa")));
      case ANCESTOR -> below(other, passes);
      case DESCENDANT -> above(other, passes);
    };
  }

  @Override
  public Typed parent(Expr.OfParent expr) {
    Typed known = typed.get(expr);
    if (known == null) {
      known = signal == Signal.TRACES ? joinParent(expr.expr()) : Typed.NOTHING;
      typed.put(expr, known);
    }
    return known;
  }

  private Typed joinParent(Expr expr) {
    Source spans = nested(wide);
    Typed each = spans.expressions().value(expr);
    String name = "p" + aliases[0]++;
    List<String> selected = new ArrayList<>(List.of(spans.raw("th"), spans.raw("tl")));
    selected.add(spans.raw("sp"));
    Typed result =
        each.map((type, sql) -> {
          String column = "v" + TypeCodes.code(type);
          selected.add("arg_min_null(%s, %s) AS %s".formatted(sql, spans.raw("t"), column));
          return name + "." + column;
        });
    joins.add(
        " LEFT JOIN (SELECT %s FROM %s WHERE %s <> 0 GROUP BY ALL) %s ON %s AND %s.sp = %s"
            .formatted(
                String.join(", ", selected),
                spans.sql(),
                spans.raw("sp"),
                name,
                sameTrace(name),
                name,
                raw("pa")));
    return result;
  }

  @Override
  public Typed aggregate(Expr.TraceAggregate aggregate) {
    if (signal != Signal.TRACES) {
      return Typed.NOTHING;
    }
    Source members = nested(range);
    ExprSql inner = members.expressions();
    String passes = ExprSql.bool(inner.predicate(aggregate.filter()));
    List<String> keys = new ArrayList<>(List.of(members.raw("th"), members.raw("tl")));
    List<String> same = new ArrayList<>();
    String name = "a" + aliases[0]++;
    for (int i = 0; i < aggregate.by().size(); i++) {
      Expr by = aggregate.by().get(i);
      keys.add(inner.value(by).tagged() + " AS b" + i);
      same.add(
          " AND %s.b%d IS NOT DISTINCT FROM %s"
              .formatted(name, i, expressions().value(by).tagged()));
    }
    String function = function(aggregate, inner);
    joins.add(
        " LEFT JOIN (SELECT %s, %s AS v FROM %s WHERE %s GROUP BY ALL) %s ON %s%s"
            .formatted(
                String.join(", ", keys),
                function,
                members.sql(),
                passes,
                name,
                sameTrace(name),
                String.join("", same)));
    return aggregate.function() == Expr.Function.COUNT
        ? Typed.ofInt("coalesce(" + name + ".v, 0)")
        : Typed.ofReal(name + ".v");
  }

  private static String function(Expr.TraceAggregate aggregate, ExprSql inner) {
    Expr of = aggregate.of();
    String number = of == null ? null : inner.value(of).number();
    String argument = number == null ? "CAST(NULL AS DOUBLE)" : number;
    return switch (aggregate.function()) {
      case COUNT -> "count(*)";
      case SUM -> "sum(" + argument + ")";
      case AVG -> "avg(" + argument + ")";
      case MIN -> "min(" + argument + ")";
      case MAX -> "max(" + argument + ")";
    };
  }

  private Source nested(TimeRange times) {
    return new Source(signal, parts, times, wide, aliases, _ -> "");
  }

  private String sameTrace(Source other) {
    return "%s = %s AND %s = %s".formatted(other.raw("th"), raw("th"), other.raw("tl"), raw("tl"));
  }

  private String sameTrace(String name) {
    return "%s.th = %s AND %s.tl = %s".formatted(name, raw("th"), name, raw("tl"));
  }

  private static String isId(String column) {
    return " AND " + column + " <> 0";
  }

  private static String exists(Source other, String passes, String relation) {
    return "EXISTS (SELECT 1 FROM %s WHERE %s AND %s)".formatted(other.sql(), passes, relation);
  }

  /// Whether an ancestor passes: this span's parent is one that passes, or is below one.
  private String below(Source passing, String passes) {
    Source child = nested(wide);
    String name = "d" + aliases[0]++;
    String start =
        "SELECT %s AS th, %s AS tl, %s AS sp FROM %s WHERE %s"
            .formatted(
                passing.raw("th"), passing.raw("tl"), passing.raw("sp"), passing.sql(), passes);
    String step =
        "SELECT %s, %s, %s FROM %s JOIN %s ON %s.th = %s AND %s.tl = %s AND %s.sp = %s WHERE %s <> 0"
            .formatted(
                child.raw("th"),
                child.raw("tl"),
                child.raw("sp"),
                child.sqlWith("pa"),
                name,
                name,
                child.raw("th"),
                name,
                child.raw("tl"),
                name,
                child.raw("pa"),
                child.raw("pa"));
    return recursive(name, start, step, raw("pa"));
  }

  /// Whether a descendant passes: this span is the parent of one that passes, or above one.
  private String above(Source passing, String passes) {
    Source parent = nested(wide);
    String name = "d" + aliases[0]++;
    String start =
        "SELECT %s AS th, %s AS tl, %s AS sp FROM %s WHERE %s AND %s <> 0"
            .formatted(
                passing.raw("th"),
                passing.raw("tl"),
                passing.raw("pa"),
                passing.sql(),
                passes,
                passing.raw("pa"));
    String step =
        "SELECT %s, %s, %s FROM %s JOIN %s ON %s.th = %s AND %s.tl = %s AND %s.sp = %s WHERE %s <> 0"
            .formatted(
                parent.raw("th"),
                parent.raw("tl"),
                parent.raw("pa"),
                parent.sqlWith("sp"),
                name,
                name,
                parent.raw("th"),
                name,
                parent.raw("tl"),
                name,
                parent.raw("sp"),
                parent.raw("pa"));
    return recursive(name, start, step, raw("sp"));
  }

  /// [#sql], with more columns.
  String sqlWith(String... more) {
    for (String column : more) {
      raw(column);
    }
    return sql();
  }

  private String recursive(String name, String start, String step, String id) {
    return "EXISTS (SELECT 1 FROM (WITH RECURSIVE %s AS (%s UNION %s) SELECT * FROM %s) x WHERE %s AND x.sp = %s AND %s <> 0)"
        .formatted(name, start, step, name, sameTrace("x"), id, id);
  }

  private Typed register(Expr leaf) {
    if (leaf instanceof Expr.Field(Intrinsic intrinsic)) {
      Typed special = special(intrinsic);
      if (special != null) {
        return special;
      }
    }
    List<Typed> each = leaves.stream().map(part -> part.leaf(leaf)).toList();
    Typed result = Typed.NOTHING;
    String name = "f" + nextColumn++;
    for (AttributeKey.Type type : AttributeKey.Type.values()) {
      if (each.stream().allMatch(part -> part.get(type) == null)) {
        continue;
      }
      String column = name + TypeCodes.code(type);
      for (int i = 0; i < parts.size(); i++) {
        String sql = each.get(i).get(type);
        columns
            .get(i)
            .add(
                (sql == null ? "CAST(NULL AS " + Typed.sqlType(type) + ")" : sql)
                    + " AS "
                    + column);
      }
      result = result.with(type, alias + "." + column);
    }
    return leaf.equals(Expr.field(Intrinsic.BODY)) ? withBody(result) : result;
  }

  /// Tests of the body's text need not know whether it is JSON.
  private Typed withBody(Typed body) {
    return body.columns().isEmpty()
        ? body
        : new Typed(body.text(), null, null, null, body.json(), raw("body"));
  }

  /// Fields that are computed from numbers, late, or from the whole trace; otherwise null.
  private @Nullable Typed special(Intrinsic intrinsic) {
    if (!intrinsic.isOf(signal)) {
      return Typed.NOTHING;
    }
    return switch (intrinsic) {
      case TRACE_ID -> Typed.ofText(PartLeaves.id(raw("th"), raw("tl")));
      case SPAN_ID -> Typed.ofText(PartLeaves.id(raw("sp")));
      case PARENT_SPAN_ID -> Typed.ofText(PartLeaves.id(raw("pa")));
      case KIND -> Typed.ofText(Sql.word(raw("kind"), Names.KINDS));
      case STATUS -> Typed.ofText(Sql.word(raw("status"), Names.STATUSES));
      case METRIC_TYPE -> Typed.ofText(Sql.word(raw("type"), Names.TYPES));
      case CHILD_COUNT -> Typed.ofInt("coalesce(" + children() + ".n, 0)");
      case TRACE_DURATION -> Typed.ofInt("(" + traces() + ".last - " + traces() + ".first)");
      case TRACE_START -> Typed.ofInt(traces() + ".first");
      case ROOT_NAME -> Typed.ofText(traces() + ".root_name");
      case ROOT_SERVICE -> Typed.ofText(traces() + ".root_service");
      default -> null;
    };
  }

  private String children() {
    if (children == null) {
      Source child = nested(wide);
      children = "n" + aliases[0]++;
      joins.add(
          " LEFT JOIN (SELECT %s, %s, %s AS pa, count(*) AS n FROM %s WHERE %s <> 0 GROUP BY ALL) %s ON %s AND %s.pa = %s"
              .formatted(
                  child.raw("th"),
                  child.raw("tl"),
                  child.raw("pa"),
                  child.sql(),
                  child.raw("pa"),
                  children,
                  sameTrace(children),
                  children,
                  raw("sp")));
    }
    return children;
  }

  private String traces() {
    if (traces == null) {
      Source span = nested(wide);
      traces = "t" + aliases[0]++;
      joins.add(
          " LEFT JOIN (SELECT %s, %s, %s FROM %s GROUP BY ALL) %s ON %s"
              .formatted(
                  span.raw("th"),
                  span.raw("tl"),
                  traceColumns(span),
                  span.sql(),
                  traces,
                  sameTrace(traces)));
    }
    return traces;
  }

  /// First start, last end, and the root of a trace, over its spans.
  static String traceColumns(Source span) {
    String order =
        "{'t': %s, 's': %s < 0, 'i': %s}".formatted(span.raw("t"), span.raw("sp"), span.raw("sp"));
    return "min(%1$s) AS first, max(%1$s + %2$s) AS last, arg_min_null(%3$s, %5$s) FILTER (%6$s = 0) AS root_name, arg_min_null(%4$s, %5$s) FILTER (%6$s = 0) AS root_service"
        .formatted(
            span.raw("t"),
            span.raw("d"),
            textOf(span, Intrinsic.NAME),
            textOf(span, Intrinsic.SERVICE),
            order,
            span.raw("pa"));
  }

  private static String textOf(Source span, Intrinsic intrinsic) {
    String text = span.leaf(Expr.field(intrinsic)).text();
    return text == null ? "CAST(NULL AS VARCHAR)" : text;
  }

  private String registerTest(Expr test) {
    String column = "f" + nextColumn++;
    for (int i = 0; i < parts.size(); i++) {
      columns.get(i).add(ExprSql.bool(leaves.get(i).any(test)) + " AS " + column);
    }
    return alias + "." + column;
  }

  private String select(int number) {
    Part part = parts.get(number);
    List<String> conditions = new ArrayList<>();
    if (part.until() != Long.MAX_VALUE) {
      conditions.add("i.seq <= " + part.until());
    }
    if (range.from() != Long.MIN_VALUE && !(part.isSettled() && part.minTime() >= range.from())) {
      conditions.add("i.t >= " + Sql.number(range.from()));
    }
    if (range.to() != Long.MAX_VALUE && !(part.isSettled() && part.maxTime() < range.to())) {
      conditions.add("i.t < " + Sql.number(range.to()));
    }
    if (!condition.apply(part).isEmpty()) {
      conditions.add(condition.apply(part));
    }
    List<String> selected = columns.get(number);
    return "SELECT %s FROM %s i%s%s"
        .formatted(
            selected.isEmpty() ? "1 AS none" : String.join(", ", selected),
            part.rows(Schema.ITEMS),
            leaves.get(number).joined(),
            conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions));
  }
}
