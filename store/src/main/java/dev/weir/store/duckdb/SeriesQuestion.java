package dev.weir.store.duckdb;

import dev.weir.otlp.Signal;
import dev.weir.store.duckdb.Snapshot.Part;
import dev.weir.store.items.MetricPoint;
import dev.weir.store.items.Names;
import dev.weir.store.items.SeriesFold;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Intrinsic;
import dev.weir.store.query.ItemRef;
import dev.weir.store.query.MetricInfo;
import dev.weir.store.query.Series;
import dev.weir.store.query.SeriesRequest;
import dev.weir.store.query.SeriesResult;
import dev.weir.store.query.TimeRange;
import dev.weir.store.query.Value;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads metrics: first which series have points that pass, from each part, then the points.
final class SeriesQuestion {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final String SERIES_COLUMNS =
      "s.id, s.name, s.type, s.unit, s.description, s.temporality, s.monotonic, s.attrs, r.attrs,"
          + " coalesce(r.service, ''), c.name";

  private final Database database;
  private final List<Part> parts;

  SeriesQuestion(Database database, List<Part> parts) {
    this.database = database;
    this.parts = parts;
  }

  List<MetricInfo> metrics(TimeRange range, Expr filter) {
    Map<String, Map<MetricInfo, Found>> metrics = new TreeMap<>();
    for (Part part : parts) {
      for (Entry entry : series(part, range, filter, TIMEOUT).values()) {
        Found found =
            metrics
                .computeIfAbsent(entry.key().metric().name(), _ -> new LinkedHashMap<>())
                .computeIfAbsent(entry.key().metric(), _ -> new Found());
        found.series.add(entry.key());
        if (!entry.service().isEmpty()) {
          found.services.add(entry.service());
        }
      }
    }
    List<MetricInfo> infos = new ArrayList<>();
    metrics.values().forEach(all -> all.forEach((info, found) -> infos.add(found.info(info))));
    return infos;
  }

  SeriesResult series(SeriesRequest request) {
    Map<Key, List<MetricPoint>> points = new LinkedHashMap<>();
    boolean cut = false;
    Expr filter = Expr.and(named(request.metric()), request.filter());
    for (Part part : parts) {
      Map<Integer, Entry> entries = series(part, request.range(), filter, request.timeout());
      Map<Integer, List<MetricPoint>> wanted = new HashMap<>();
      for (var entry : entries.entrySet()) {
        Key key = entry.getValue().key();
        if (!points.containsKey(key) && points.size() == request.series()) {
          cut = true;
          continue;
        }
        wanted.put(entry.getKey(), points.computeIfAbsent(key, _ -> new ArrayList<>()));
      }
      if (!wanted.isEmpty()) {
        readPoints(part, request, filter, wanted);
      }
    }
    return fold(request, points, cut);
  }

  /// Where the newest points with exemplars are.
  List<ItemRef> exemplars(String metric, TimeRange range, Expr filter, int limit) {
    Source source = Source.of(Signal.METRICS, parts, range);
    String passes = source.expressions().predicate(Expr.and(named(metric), filter));
    String sql =
        "SELECT %s, %s FROM %s WHERE %s AND (%s) ORDER BY %s DESC LIMIT %d"
            .formatted(
                source.raw("part"),
                source.raw("ref"),
                source.sqlWith("exemplars", "t"),
                source.raw("exemplars"),
                passes,
                source.raw("t"),
                limit);
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

  private static Expr named(String metric) {
    return Expr.equal(Expr.field(Intrinsic.METRIC_NAME), metric);
  }

  /// The series of a part that have points which pass, by number.
  private Map<Integer, Entry> series(Part part, TimeRange range, Expr filter, Duration timeout) {
    Source source = Source.of(Signal.METRICS, List.of(part), range);
    String passes = source.expressions().predicate(filter);
    String sql =
        "SELECT %s FROM %s s JOIN %s r ON r.id = s.rid JOIN %s c ON c.id = s.sid WHERE s.id IN (SELECT %s FROM %s WHERE %s) ORDER BY s.id"
            .formatted(
                SERIES_COLUMNS,
                part.names(Schema.SERIES),
                part.names(Schema.RESOURCES),
                part.names(Schema.SCOPES),
                source.raw("series"),
                source.sql(),
                passes);
    return database.query(sql, timeout, rows -> entries(part.catalogue(), rows));
  }

  private static Map<Integer, Entry> entries(Catalogue catalogue, ResultSet rows)
      throws SQLException {
    Map<Integer, Entry> entries = new LinkedHashMap<>();
    while (rows.next()) {
      MetricInfo info =
          new MetricInfo(
              rows.getString(2),
              Names.TYPES.get(rows.getInt(3)),
              rows.getString(4),
              rows.getString(5),
              Names.TEMPORALITIES.get(rows.getInt(6)),
              rows.getBoolean(7),
              0,
              List.of());
      Key key =
          new Key(
              info,
              MapReader.attributes(catalogue, rows.getObject(9)),
              rows.getString(11),
              MapReader.attributes(catalogue, rows.getObject(8)));
      entries.put(rows.getInt(1), new Entry(key, rows.getString(10)));
    }
    return entries;
  }

  private void readPoints(
      Part part, SeriesRequest request, Expr filter, Map<Integer, List<MetricPoint>> wanted) {
    Source source = Source.of(Signal.METRICS, List.of(part), request.range());
    String passes = source.expressions().predicate(filter);
    String sql =
        "SELECT %s, %s, %s, %s, %s, h.mn, h.mx, h.bounds, h.counts, h.quantiles FROM %s LEFT JOIN %s h ON h.ref = %s WHERE %s AND %s IN (%s)"
            .formatted(
                source.raw("series"),
                source.raw("t"),
                source.raw("st"),
                source.raw("v"),
                source.raw("n"),
                source.sqlWith("ref"),
                part.rows(Schema.HISTOGRAMS),
                source.raw("ref"),
                passes,
                source.raw("series"),
                String.join(", ", wanted.keySet().stream().map(String::valueOf).toList()));
    database.query(
        sql,
        request.timeout(),
        rows -> {
          while (rows.next()) {
            Objects.requireNonNull(wanted.get(rows.getInt(1))).add(point(rows));
          }
          return 0;
        });
  }

  private static MetricPoint point(ResultSet rows) throws SQLException {
    double value = rows.getDouble(4);
    boolean hasValue = !rows.wasNull();
    Object[] counts = array(rows.getArray(9));
    MetricPoint.Histogram histogram =
        counts == null
            ? null
            : new MetricPoint.Histogram(
                doubles(array(rows.getArray(8))),
                longs(counts),
                rows.getDouble(6),
                rows.getDouble(7));
    double[] quantiles = doubles(array(rows.getArray(10)));
    List<double[]> pairs = new ArrayList<>();
    for (int i = 0; i + 1 < quantiles.length; i += 2) {
      pairs.add(new double[] {quantiles[i], quantiles[i + 1]});
    }
    return new MetricPoint(
        rows.getLong(3),
        rows.getLong(2),
        hasValue ? value : Double.NaN,
        rows.getLong(5),
        histogram,
        pairs);
  }

  private static Object @Nullable [] array(@Nullable Array array) throws SQLException {
    return array == null ? null : (Object[]) array.getArray();
  }

  private static double[] doubles(Object @Nullable [] numbers) {
    double[] all = new double[numbers == null ? 0 : numbers.length];
    for (int i = 0; numbers != null && i < numbers.length; i++) {
      all[i] = ((Number) numbers[i]).doubleValue();
    }
    return all;
  }

  private static long[] longs(Object[] numbers) {
    long[] all = new long[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      all[i] = ((Number) numbers[i]).longValue();
    }
    return all;
  }

  private static SeriesResult fold(
      SeriesRequest request, Map<Key, List<MetricPoint>> points, boolean seriesCut) {
    boolean cut = seriesCut;
    List<Series> result = new ArrayList<>();
    int left = request.points();
    for (var entry : points.entrySet()) {
      Key key = entry.getKey();
      SeriesFold fold = new SeriesFold(key.metric(), request.range(), request.resolution());
      entry.getValue().sort((a, b) -> Long.compare(a.time(), b.time()));
      entry.getValue().forEach(fold::add);
      List<Series.Point> folded = fold.finish();
      if (folded.size() > left) {
        cut = true;
        break;
      }
      left -= folded.size();
      result.add(
          new Series(
              key.metric(), key.resource(), key.instrumentation(), key.attributes(), folded));
    }
    return new SeriesResult(result, cut);
  }

  /// What makes a series one, in whatever slice.
  private record Key(
      MetricInfo metric,
      Map<String, Value> resource,
      String instrumentation,
      Map<String, Value> attributes) {}

  private record Entry(Key key, String service) {}

  /// What was found of one metric.
  private static final class Found {
    private final Set<Key> series = new HashSet<>();
    private final TreeSet<String> services = new TreeSet<>();

    MetricInfo info(MetricInfo info) {
      return new MetricInfo(
          info.name(),
          info.type(),
          info.unit(),
          info.description(),
          info.temporality(),
          info.monotonic(),
          series.size(),
          List.copyOf(services));
    }
  }
}
