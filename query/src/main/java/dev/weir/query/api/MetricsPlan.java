package dev.weir.query.api;

import dev.weir.otlp.Signal;
import dev.weir.query.http.Failure;
import dev.weir.query.http.TimeGrid;
import dev.weir.query.traceql.Compiler;
import dev.weir.query.traceql.Compiler.Column;
import dev.weir.query.traceql.FieldExpr;
import dev.weir.query.traceql.Query;
import dev.weir.store.TelemetryStore;
import dev.weir.store.query.AggregateRequest;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Group;
import dev.weir.store.query.Groups;
import dev.weir.store.query.Intrinsic;
import dev.weir.store.query.Measure;
import dev.weir.store.query.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Runs a TraceQL metrics query. As in Tempo, durations are in seconds.
public final class MetricsPlan {
  private static final double NANOS = 1e9;
  private static final int MAX_SERIES = 5_000;
  private static final int BUCKETS = 64;

  private MetricsPlan() {}

  /// Series over a grid.
  ///
  /// @param cut whether there are more groups than were computed
  public record Result(List<Line> lines, boolean cut) {}

  /// A series: its labels, and a value for each column; NaN where there is none.
  @SuppressWarnings("ArrayRecordComponent") // made and read here and by the writers only
  public record Line(Map<String, @Nullable Value> labels, double[] values) {}

  /// Runs it.
  ///
  /// @param limit how many series
  public static Result run(
      Query query, TimeGrid grid, TelemetryStore store, int limit, Duration timeout) {
    Query.Metrics metrics = query.metrics();
    if (metrics == null) {
      throw Failure.of(
          400,
          "bad_query",
          "the query has no metrics function (expected: such as { } | rate() by(name))");
    }
    if (metrics.compare() != null) {
      return CompareSeries.run(query, metrics.compare(), grid, store, timeout);
    }
    List<Column> by = Compiler.columns(query.text(), metrics.by());
    Expr filter = Compiler.compile(query, Signal.TRACES).filter();
    Groups groups =
        store.aggregate(
            new AggregateRequest(
                Signal.TRACES,
                grid.range(),
                filter,
                by.stream().map(Column::expr).toList(),
                grid.step(),
                measures(query, metrics),
                query.after().isEmpty() ? limit : MAX_SERIES,
                timeout));
    List<Line> lines = lines(metrics, by, groups, grid);
    for (Query.SecondStage stage : query.after()) {
      lines = apply(stage, lines);
    }
    boolean isCut = groups.cut() || lines.size() > limit;
    return new Result(lines.stream().limit(limit).toList(), isCut);
  }

  private static List<Measure> measures(Query query, Query.Metrics metrics) {
    FieldExpr field = metrics.of();
    if (field == null) {
      return List.of(metrics.function().equals("rate") ? new Measure.Rate() : new Measure.Count());
    }
    Expr of = Compiler.columns(query.text(), List.of(field)).getFirst().expr();
    return switch (metrics.function()) {
      case "min_over_time" -> List.of(new Measure.Min(of));
      case "max_over_time" -> List.of(new Measure.Max(of));
      case "sum_over_time" -> List.of(new Measure.Sum(of));
      case "avg_over_time" -> List.of(new Measure.Avg(of));
      case "quantile_over_time" ->
          metrics.quantiles().stream()
              .<Measure>map(quantile -> new Measure.Quantile(of, quantile))
              .toList();
      default -> List.of(new Measure.Histogram(of, powersOfTwo()));
    };
  }

  private static List<Double> powersOfTwo() {
    List<Double> bounds = new ArrayList<>();
    for (int power = 0; power < BUCKETS; power++) {
      bounds.add(Math.pow(2, power));
    }
    return bounds;
  }

  private static List<Line> lines(
      Query.Metrics metrics, List<Column> by, Groups groups, TimeGrid grid) {
    boolean isDuration =
        metrics.of() instanceof FieldExpr.Field field
            && (field.intrinsic() == Intrinsic.DURATION
                || field.intrinsic() == Intrinsic.TRACE_DURATION
                || field.intrinsic() == Intrinsic.EVENT_TIME_SINCE_START);
    double unit = isDuration ? NANOS : 1;
    boolean isCount = metrics.of() == null;
    Map<Map<String, @Nullable Value>, double[]> lines = new LinkedHashMap<>();
    for (Group group : groups.groups()) {
      int column = grid.column(group.time());
      if (column < 0 || column >= grid.columns()) {
        continue;
      }
      Map<String, @Nullable Value> labels = new LinkedHashMap<>();
      for (int i = 0; i < by.size(); i++) {
        labels.put(by.get(i).name(), group.keys().get(i));
      }
      if (metrics.function().equals("histogram_over_time")) {
        histogram(lines, labels, group, column, grid, unit);
        continue;
      }
      for (int i = 0; i < group.values().size(); i++) {
        Map<String, @Nullable Value> own = labels;
        if (!metrics.quantiles().isEmpty()) {
          own = new LinkedHashMap<>(labels);
          own.put("p", Value.of(metrics.quantiles().get(i)));
        }
        Double value = group.values().get(i);
        double[] values = lines.computeIfAbsent(own, _ -> empty(grid, isCount ? 0 : Double.NaN));
        values[column] = value == null ? Double.NaN : value / unit;
      }
    }
    List<Line> result = new ArrayList<>();
    for (Map.Entry<Map<String, @Nullable Value>, double[]> line : lines.entrySet()) {
      result.add(new Line(line.getKey(), line.getValue()));
    }
    return result;
  }

  private static double[] empty(TimeGrid grid, double value) {
    double[] values = new double[grid.columns()];
    Arrays.fill(values, value);
    return values;
  }

  private static void histogram(
      Map<Map<String, @Nullable Value>, double[]> lines,
      Map<String, @Nullable Value> labels,
      Group group,
      int column,
      TimeGrid grid,
      double unit) {
    for (int i = 0; i < group.histogram().size() && i < BUCKETS; i++) {
      long count = group.histogram().get(i);
      if (count > 0) {
        Map<String, @Nullable Value> own = new LinkedHashMap<>(labels);
        own.put("__bucket", Value.of(Math.pow(2, i) / unit));
        lines.computeIfAbsent(own, _ -> empty(grid, 0))[column] = count;
      }
    }
  }

  private static List<Line> apply(Query.SecondStage stage, List<Line> lines) {
    return switch (stage) {
      case Query.SecondStage.Keep keep ->
          lines.stream()
              .map(line ->
                  new Line(
                      line.labels(),
                      Arrays.stream(line.values())
                          .map(value -> holds(value, keep) ? value : Double.NaN)
                          .toArray()))
              .filter(line -> Arrays.stream(line.values()).anyMatch(value -> !Double.isNaN(value)))
              .toList();
      case Query.SecondStage.Rank rank -> rank(rank, lines);
    };
  }

  private static boolean holds(double value, Query.SecondStage.Keep keep) {
    return switch (keep.operator()) {
      case "<" -> value < keep.value();
      case "<=" -> value <= keep.value();
      case ">" -> value > keep.value();
      case ">=" -> value >= keep.value();
      case "!=" -> value != keep.value();
      default -> value == keep.value();
    };
  }

  /// The ranks are taken at each time: a series keeps the values with which it is among them.
  private static List<Line> rank(Query.SecondStage.Rank rank, List<Line> lines) {
    List<Line> kept = new ArrayList<>();
    for (Line line : lines) {
      kept.add(new Line(line.labels(), filled(line.values().length)));
    }
    int columns = lines.isEmpty() ? 0 : lines.getFirst().values().length;
    for (int column = 0; column < columns; column++) {
      int at = column;
      Comparator<Integer> order =
          Comparator.comparingDouble(place -> lines.get(place).values()[at]);
      List<Integer> places = new ArrayList<>();
      for (int place = 0; place < lines.size(); place++) {
        if (!Double.isNaN(lines.get(place).values()[at])) {
          places.add(place);
        }
      }
      places.sort(rank.isTop() ? order.reversed() : order);
      for (int place : places.subList(0, Math.min(rank.count(), places.size()))) {
        kept.get(place).values()[at] = lines.get(place).values()[at];
      }
    }
    return kept.stream()
        .filter(line -> Arrays.stream(line.values()).anyMatch(value -> !Double.isNaN(value)))
        .toList();
  }

  private static double[] filled(int length) {
    double[] values = new double[length];
    Arrays.fill(values, Double.NaN);
    return values;
  }
}
