package dev.weir.store.duckdb;

import dev.weir.otlp.Signal;
import dev.weir.store.duckdb.Snapshot.Part;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Intrinsic;
import dev.weir.store.query.ItemRef;
import dev.weir.store.query.TimeRange;
import dev.weir.store.query.TraceSearchRequest;
import dev.weir.store.query.TraceSummary;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds traces and summarises them.
final class TraceQuestion {
  static final Duration TIMEOUT = Duration.ofSeconds(30);
  private final Database database;
  private final List<Part> parts;

  TraceQuestion(Database database, List<Part> parts) {
    this.database = database;
    this.parts = parts;
  }

  /// The traces with the newest matching spans, one more than asked for if there are.
  List<Match> find(TraceSearchRequest request) {
    Source source = Source.of(Signal.TRACES, parts, request.range());
    String filter = source.expressions().predicate(request.filter());
    String high = source.raw("th");
    String low = source.raw("tl");
    String sql =
        "SELECT %1$s AS high, %2$s AS low, max(%3$s) AS newest, count(*) AS matched FROM %4$s WHERE (%5$s) AND NOT (%1$s = 0 AND %2$s = 0) GROUP BY 1, 2 ORDER BY newest DESC, high < 0, high, low < 0, low LIMIT %6$d"
            .formatted(high, low, source.raw("t"), source.sql(), filter, request.traces() + 1L);
    return database.query(
        sql,
        request.timeout(),
        rows -> {
          List<Match> matches = new ArrayList<>();
          while (rows.next()) {
            matches.add(new Match(rows.getLong(1), rows.getLong(2), rows.getLong(4)));
          }
          return matches;
        });
  }

  /// The summaries of traces by id.
  Map<String, TraceSummary> summaries(List<long[]> ids, Duration timeout) {
    Source source = Source.of(Signal.TRACES, parts, TimeRange.ALL);
    String columns = Source.traceColumns(source);
    String high = source.raw("th");
    String low = source.raw("tl");
    String service = source.leaf(Expr.field(Intrinsic.SERVICE)).text();
    String order =
        "lpad(CAST(%s AS VARCHAR), 20, '0') || %s"
            .formatted(source.raw("t"), Sql.hex(source.raw("sp")));
    String sql =
        "SELECT %1$s, %2$s, coalesce(%3$s, '') AS service, count(*), count(*) FILTER (%4$s = 2), min(%8$s) FILTER (%9$s = 0) AS root, %5$s FROM %6$s WHERE (%1$s, %2$s) IN (%7$s) GROUP BY 1, 2, 3"
            .formatted(
                high,
                low,
                service,
                source.raw("status"),
                columns,
                source.sql(),
                String.join(", ", ids.stream().map(id -> tuple(id[0], id[1])).toList()),
                order,
                source.raw("pa"));
    return database.query(sql, timeout, TraceQuestion::readSummaries);
  }

  /// Where the spans of a trace are.
  List<ItemRef> refs(long high, long low) {
    Source source = Source.of(Signal.TRACES, parts, TimeRange.ALL);
    String sql =
        "SELECT %s, %s FROM %s WHERE %s = %s AND %s = %s"
            .formatted(
                source.raw("part"),
                source.raw("ref"),
                source.sqlWith("th", "tl"),
                source.raw("th"),
                Sql.number(high),
                source.raw("tl"),
                Sql.number(low));
    return database.query(
        sql,
        TIMEOUT,
        rows -> {
          List<ItemRef> refs = new ArrayList<>();
          while (rows.next()) {
            long ref = rows.getLong(2);
            refs.add(
                new ItemRef(parts.get(rows.getInt(1)).slice().id, (int) (ref >>> 32), (int) ref));
          }
          return refs;
        });
  }

  static String hex(long high, long low) {
    return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
  }

  private static String tuple(long high, long low) {
    return "(" + Sql.number(high) + ", " + Sql.number(low) + ")";
  }

  private static Map<String, TraceSummary> readSummaries(ResultSet rows) throws SQLException {
    Map<String, Collected> traces = new HashMap<>();
    while (rows.next()) {
      String id = hex(rows.getLong(1), rows.getLong(2));
      traces.computeIfAbsent(id, _ -> new Collected()).add(rows);
    }
    Map<String, TraceSummary> summaries = new HashMap<>();
    traces.forEach((id, collected) -> summaries.put(id, collected.summary(id)));
    return summaries;
  }

  /// A trace that was found.
  record Match(long high, long low, long matched) {
    String id() {
      return hex(high, low);
    }

    String sqlTuple() {
      return tuple(high, low);
    }
  }

  /// A summary put together from rows, one for each service.
  private static final class Collected {
    private final List<TraceSummary.ServiceShare> services = new ArrayList<>();
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private @Nullable String rootOrder;
    private @Nullable String rootName;
    private @Nullable String rootService;

    void add(ResultSet rows) throws SQLException {
      services.add(
          new TraceSummary.ServiceShare(rows.getString(3), rows.getLong(4), rows.getLong(5)));
      String order = rows.getString(6);
      first = Math.min(first, rows.getLong(7));
      last = Math.max(last, rows.getLong(8));
      if (order != null && (rootOrder == null || order.compareTo(rootOrder) < 0)) {
        rootOrder = order;
        rootName = rows.getString(9);
        rootService = rows.getString(10);
      }
    }

    TraceSummary summary(String id) {
      services.sort(
          Comparator.comparingLong(TraceSummary.ServiceShare::spans)
              .reversed()
              .thenComparing(TraceSummary.ServiceShare::service));
      return new TraceSummary(
          id,
          rootService,
          rootName,
          first,
          last - first,
          services.stream().mapToLong(TraceSummary.ServiceShare::spans).sum(),
          services.stream().mapToLong(TraceSummary.ServiceShare::errors).sum(),
          List.copyOf(services));
    }
  }
}
