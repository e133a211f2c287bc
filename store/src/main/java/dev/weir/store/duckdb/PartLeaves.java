package dev.weir.store.duckdb;

import dev.weir.otlp.Signal;
import dev.weir.store.duckdb.Snapshot.Part;
import dev.weir.store.items.Names;
import dev.weir.store.query.AttributeKey;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Expr.Relation;
import dev.weir.store.query.Intrinsic;
import dev.weir.store.query.QueryException;
import dev.weir.store.query.Scope;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Leaves in the SQL that reads the tables of one part: `i` are the items, `r` resources, `c`
/// scopes, `s` series, `e` events and `l` links. Takes note of the tables that it needs.
final class PartLeaves implements Leaves {
  private final Signal signal;
  private final Part part;
  final Set<String> joins = new HashSet<>();

  PartLeaves(Signal signal, Part part) {
    this.signal = signal;
    this.part = part;
  }

  /// The tables joined to the items.
  String joined() {
    StringBuilder sql = new StringBuilder();
    String owner = "i";
    if (signal == Signal.METRICS && !joins.isEmpty()) {
      owner = "s";
      sql.append(" JOIN ").append(part.names(Schema.SERIES)).append(" s ON s.id = i.series");
    }
    if (joins.contains("r")) {
      sql.append(" JOIN %s r ON r.id = %s.rid".formatted(part.names(Schema.RESOURCES), owner));
    }
    if (joins.contains("c")) {
      sql.append(" JOIN %s c ON c.id = %s.sid".formatted(part.names(Schema.SCOPES), owner));
    }
    return sql.toString();
  }

  @Override
  public Typed leaf(Expr leaf) {
    if (ExprSql.isMany(leaf)) {
      return first(leaf);
    }
    return switch (leaf) {
      case Expr.Attribute(Scope scope, String key) -> attribute(scope, key);
      case Expr.Field(Intrinsic intrinsic) -> field(intrinsic);
      default -> Typed.NOTHING;
    };
  }

  @Override
  public @Nullable String column(String name) {
    boolean isSpans = signal == Signal.TRACES;
    return switch (name) {
      case "kind", "status", "pa" -> isSpans ? "i." + name : null;
      case "th", "tl", "sp" -> signal == Signal.METRICS ? null : "i." + name;
      case "type" -> signal == Signal.METRICS ? series(name) : null;
      default -> "i." + name;
    };
  }

  @Override
  public String any(Expr test) {
    if (signal != Signal.TRACES) {
      return "false";
    }
    Many many = new Many();
    String condition = new ExprSql(many).test(test);
    StringBuilder sql = new StringBuilder("EXISTS (SELECT 1 FROM ");
    boolean events = many.used.contains("e");
    boolean links = many.used.contains("l");
    if (events) {
      sql.append(part.rows(Schema.EVENTS)).append(" e");
    }
    if (links) {
      sql.append(events ? ", " : "").append(part.rows(Schema.LINKS)).append(" l");
    }
    sql.append(" WHERE ");
    sql.append(events ? "e.ref = i.ref AND " : "").append(links ? "l.ref = i.ref AND " : "");
    return sql.append(condition).append(")").toString();
  }

  @Override
  public String related(Relation relation, Expr filter) {
    throw new QueryException("events and links cannot be compared with other spans");
  }

  @Override
  public Typed parent(Expr.OfParent expr) {
    throw new QueryException("events and links cannot be compared with fields of the parent");
  }

  @Override
  public Typed aggregate(Expr.TraceAggregate aggregate) {
    throw new QueryException("events and links cannot be compared with numbers of the trace");
  }

  private Typed first(Expr leaf) {
    if (signal != Signal.TRACES) {
      return Typed.NOTHING;
    }
    Typed each = new Many().leaf(leaf);
    boolean isEvent = isOfEvent(leaf);
    String table = part.rows(isEvent ? Schema.EVENTS : Schema.LINKS);
    String alias = isEvent ? "e" : "l";
    return each.map((_, sql) ->
        "(SELECT arg_min_null(%1$s, %2$s.n) FROM %3$s %2$s WHERE %2$s.ref = i.ref AND %4$s)"
            .formatted(sql, alias, table, each.isPresent()));
  }

  private static boolean isOfEvent(Expr leaf) {
    return switch (leaf) {
      case Expr.Attribute(Scope scope, String _) -> scope == Scope.EVENT;
      case Expr.Field(Intrinsic intrinsic) ->
          intrinsic == Intrinsic.EVENT_NAME || intrinsic == Intrinsic.EVENT_TIME_SINCE_START;
      default -> false;
    };
  }

  private Typed attribute(Scope scope, String key) {
    return switch (scope) {
      case ANY -> own(key).or(attribute(Scope.RESOURCE, key));
      case RESOURCE -> ofMap(scope, key, "r");
      case INSTRUMENTATION -> ofMap(scope, key, "c");
      case SPAN -> signal == Signal.TRACES ? own(key) : Typed.NOTHING;
      case LOG -> signal == Signal.LOGS ? own(key) : Typed.NOTHING;
      case POINT -> signal == Signal.METRICS ? own(key) : Typed.NOTHING;
      case EVENT, LINK -> Typed.NOTHING;
    };
  }

  private Typed own(String key) {
    return switch (signal) {
      case TRACES -> ofMap(Scope.SPAN, key, "i");
      case LOGS -> ofMap(Scope.LOG, key, "i");
      default -> ofMap(Scope.POINT, key, "s");
    };
  }

  private Typed ofMap(Scope scope, String key, String alias) {
    Typed result = typed(part, scope, key, alias);
    if (!result.columns().isEmpty() && !alias.equals("i")) {
      joins.add(alias);
    }
    return result;
  }

  /// The values under a key in the map of a table, or in the key's own column.
  private static Typed typed(Part part, Scope scope, String key, String alias) {
    KeyEntry entry = part.catalogue().find(scope, key);
    if (entry == null) {
      return Typed.NOTHING;
    }
    Typed result = Typed.NOTHING;
    for (AttributeKey.Type type : AttributeKey.Type.values()) {
      KeyStats stats = entry.stats(type);
      if (stats != null) {
        String sql =
            entry.promotedType == type
                ? alias + "." + Schema.promoted(part.slice().signal).get(entry.promoted).column()
                : cast(type, alias + "." + place(stats));
        result = result.with(type, sql);
      }
    }
    return result;
  }

  private static String place(KeyStats stats) {
    return stats.slot < 0 ? "attrs[" + stats.id + "]" : Schema.slot(stats.slot);
  }

  private static String cast(AttributeKey.Type type, String sql) {
    return type == AttributeKey.Type.TEXT || type == AttributeKey.Type.JSON
        ? sql
        : "CAST(" + sql + " AS " + Typed.sqlType(type) + ")";
  }

  private Typed field(Intrinsic intrinsic) {
    if (!intrinsic.isOf(signal)) {
      return Typed.NOTHING;
    }
    return switch (intrinsic) {
      case TIME -> Typed.ofInt("i.t");
      case ARRIVAL -> Typed.ofInt("i.seq");
      case SIZE ->
          part.slice().meta.version < Schema.WITH_SIZE
              ? Typed.NOTHING
              : Typed.ofInt("CAST(i.size AS BIGINT)");
      case SERVICE -> Typed.ofText(joined("r", "service"));
      case INSTRUMENTATION_NAME -> Typed.ofText(joined("c", "name"));
      case INSTRUMENTATION_VERSION -> Typed.ofText(joined("c", "version"));
      case TRACE_ID -> Typed.ofText(id("i.th", "i.tl"));
      case SPAN_ID -> Typed.ofText(id("i.sp"));
      case PARENT_SPAN_ID -> Typed.ofText(id("i.pa"));
      case NAME -> Typed.ofText("i.name");
      case KIND -> Typed.ofText(Sql.word("i.kind", Names.KINDS));
      case STATUS -> Typed.ofText(Sql.word("i.status", Names.STATUSES));
      case STATUS_MESSAGE -> Typed.ofText("coalesce(i.message, '')");
      case TRACE_STATE -> Typed.ofText("coalesce(i.state, '')");
      case DURATION -> Typed.ofInt("i.d");
      case END_TIME -> Typed.ofInt("(i.t + i.d)");
      case OBSERVED_TIME -> Typed.ofInt("i.observed");
      case BODY ->
          new Typed(
              "CASE WHEN NOT i.json THEN i.body END",
              null,
              null,
              null,
              "CASE WHEN i.json THEN i.body END",
              "i.body");
      case SEVERITY -> Typed.ofText("i.severity_text");
      case SEVERITY_NUMBER -> Typed.ofInt("CAST(i.severity AS BIGINT)");
      case LOG_EVENT_NAME -> Typed.ofText("i.event");
      case METRIC_NAME -> Typed.ofText(series("name"));
      case METRIC_TYPE -> Typed.ofText(Sql.word(series("type"), Names.TYPES));
      case METRIC_UNIT -> Typed.ofText(series("unit"));
      case METRIC_VALUE -> Typed.ofReal("i.v");
      case METRIC_COUNT -> Typed.ofInt("i.n");
      case CHILD_COUNT, TRACE_DURATION, TRACE_START, ROOT_NAME, ROOT_SERVICE ->
          throw new QueryException("events and links cannot be compared with " + intrinsic);
      case EVENT_NAME, EVENT_TIME_SINCE_START, LINK_TRACE_ID, LINK_SPAN_ID -> Typed.NOTHING;
    };
  }

  private String joined(String alias, String column) {
    joins.add(alias);
    return alias + "." + column;
  }

  private String series(String column) {
    return joined("s", column);
  }

  static String id(String high, String low) {
    return "CASE WHEN %s = 0 AND %s = 0 THEN '' ELSE %s || %s END"
        .formatted(high, low, Sql.hex(high), Sql.hex(low));
  }

  static String id(String column) {
    return "CASE WHEN " + column + " = 0 THEN '' ELSE " + Sql.hex(column) + " END";
  }

  /// Leaves inside a test of events or links: those of `e` and `l`, the others of the item around.
  private final class Many implements Leaves {
    private final Set<String> used = new HashSet<>();

    @Override
    public Typed leaf(Expr leaf) {
      return switch (leaf) {
        case Expr.Attribute(Scope scope, String key) when scope == Scope.EVENT ->
            typed(part, scope, key, use("e"));
        case Expr.Attribute(Scope scope, String key) when scope == Scope.LINK ->
            typed(part, scope, key, use("l"));
        case Expr.Field(Intrinsic intrinsic) when ExprSql.isMany(leaf) -> field(intrinsic);
        default -> PartLeaves.this.leaf(leaf);
      };
    }

    @Override
    public @Nullable String column(String name) {
      return PartLeaves.this.column(name);
    }

    @Override
    public String any(Expr test) {
      return PartLeaves.this.any(test);
    }

    @Override
    public String related(Relation relation, Expr filter) {
      return PartLeaves.this.related(relation, filter);
    }

    @Override
    public Typed parent(Expr.OfParent expr) {
      return PartLeaves.this.parent(expr);
    }

    @Override
    public Typed aggregate(Expr.TraceAggregate aggregate) {
      return PartLeaves.this.aggregate(aggregate);
    }

    private Typed field(Intrinsic intrinsic) {
      return switch (intrinsic) {
        case EVENT_NAME -> Typed.ofText(use("e") + ".name");
        case EVENT_TIME_SINCE_START -> Typed.ofInt(use("e") + ".since");
        case LINK_TRACE_ID -> Typed.ofText(id(use("l") + ".th", "l.tl"));
        default -> Typed.ofText(id(use("l") + ".sp"));
      };
    }

    private String use(String alias) {
      used.add(alias);
      return alias;
    }
  }
}
