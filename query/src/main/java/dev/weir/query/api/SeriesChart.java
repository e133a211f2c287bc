package dev.weir.query.api;

import dev.weir.query.http.Failure;
import dev.weir.query.http.TimeGrid;
import dev.weir.store.query.MetricInfo;
import dev.weir.store.query.Series;
import dev.weir.store.query.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A chart of a metric: its series joined to groups, and each group aggregated by columns of time.
final class SeriesChart {
  private static final List<String> AGGREGATIONS =
      List.of("rate", "increase", "avg", "sum", "min", "max", "last", "quantile", "count");

  private final String aggregation;
  private final MetricInfo metric;
  private final List<Double> quantiles;
  private final TimeGrid grid;
  private final Map<Map<String, @Nullable Value>, Cell[]> groups = new LinkedHashMap<>();

  /// What the series of a group have in one column.
  private static final class Cell {
    private final List<Double> values = new ArrayList<>();
    private final BucketSum buckets = new BucketSum();
    private final Map<Double, List<Double>> quantiles = new LinkedHashMap<>();
    private double increase;
    private boolean hasIncrease;
    private boolean hasBuckets;
  }

  SeriesChart(
      MetricInfo metric, @Nullable String aggregation, List<Double> quantiles, TimeGrid grid) {
    if (aggregation != null && !AGGREGATIONS.contains(aggregation)) {
      throw Failure.parameter("aggregation", aggregation, String.join(", ", AGGREGATIONS));
    }
    this.metric = metric;
    this.aggregation =
        aggregation == null ? defaultAggregation(metric.type(), metric.monotonic()) : aggregation;
    this.quantiles = quantiles;
    this.grid = grid;
  }

  static String defaultAggregation(String type, boolean monotonic) {
    return switch (type) {
      case "sum" -> monotonic ? "rate" : "sum";
      case "histogram", "exponential_histogram", "summary" -> "quantile";
      default -> "avg";
    };
  }

  String aggregation() {
    return aggregation;
  }

  /// The unit of the values shown.
  String unit() {
    return switch (aggregation) {
      case "rate" -> (isHistogram() ? "1" : metric.unit()) + "/s";
      case "count" -> "1";
      case "increase" -> isHistogram() ? "1" : metric.unit();
      default -> metric.unit();
    };
  }

  private boolean isHistogram() {
    return metric.type().endsWith("histogram");
  }

  void add(Map<String, @Nullable Value> labels, Series series) {
    Cell[] cells = groups.computeIfAbsent(labels, _ -> new Cell[grid.columns()]);
    Map<Integer, Double> last = new LinkedHashMap<>();
    for (Series.Point point : series.points()) {
      int column = grid.column(point.time());
      if (column < 0 || column >= cells.length) {
        continue;
      }
      if (cells[column] == null) {
        cells[column] = new Cell();
      }
      Cell cell = cells[column];
      last.put(column, point.value());
      if (!Double.isNaN(point.increase())) {
        cell.increase += point.increase();
        cell.hasIncrease = true;
      }
      Series.Buckets buckets = point.histogram();
      if (buckets != null && isOfItsTime(series, point)) {
        cell.buckets.add(buckets);
        cell.hasBuckets = true;
      }
      for (Series.Quantile quantile : point.quantiles()) {
        cell.quantiles
            .computeIfAbsent(quantile.quantile(), _ -> new ArrayList<>())
            .add(quantile.value());
      }
    }
    last.forEach((column, value) -> cells[column].values.add(value));
  }

  /// Whether the buckets of a point are those of its own time. The first of a cumulative series
  /// holds all that was counted before too, and is shown only where there is no other.
  static boolean isOfItsTime(Series series, Series.Point point) {
    return series.metric().temporality().equals("delta")
        || !Double.isNaN(point.increase())
        || point.time() != series.points().getFirst().time()
        || series.points().size() == 1;
  }

  /// The lines, those with the largest values first.
  List<MetricsPlan.Line> lines() {
    List<MetricsPlan.Line> lines = new ArrayList<>();
    for (Map.Entry<Map<String, @Nullable Value>, Cell[]> group : groups.entrySet()) {
      if (!aggregation.equals("quantile")) {
        lines.add(new MetricsPlan.Line(group.getKey(), values(group.getValue(), 0)));
        continue;
      }
      for (double quantile : quantiles) {
        Map<String, @Nullable Value> own = new LinkedHashMap<>(group.getKey());
        own.put("quantile", Value.of(quantile));
        lines.add(new MetricsPlan.Line(own, values(group.getValue(), quantile)));
      }
    }
    lines.sort(
        Comparator.comparingDouble((MetricsPlan.Line line) ->
                Arrays.stream(line.values()).filter(Double::isFinite).max().orElse(0))
            .reversed());
    return lines;
  }

  private double[] values(Cell[] cells, double quantile) {
    double[] values = new double[cells.length];
    for (int i = 0; i < cells.length; i++) {
      Cell cell = cells[i];
      values[i] = cell == null ? Double.NaN : value(cell, quantile);
    }
    return values;
  }

  private double value(Cell cell, double quantile) {
    return switch (aggregation) {
      case "rate" -> increase(cell) / grid.seconds();
      case "increase" -> increase(cell);
      case "count" -> cell.hasBuckets ? cell.buckets.total() : Double.NaN;
      case "quantile" -> quantile(cell, quantile);
      case "avg" -> isHistogram() ? cell.increase / cell.buckets.total() : average(cell.values);
      case "sum" -> cell.values.stream().mapToDouble(Double::doubleValue).sum();
      case "min" -> cell.values.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
      case "max" -> cell.values.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
      default -> cell.values.isEmpty() ? Double.NaN : cell.values.getLast();
    };
  }

  /// Of a histogram it is the number of its values that counts.
  private double increase(Cell cell) {
    if (isHistogram()) {
      return cell.hasBuckets ? cell.buckets.total() : Double.NaN;
    }
    return cell.hasIncrease ? cell.increase : Double.NaN;
  }

  private double quantile(Cell cell, double quantile) {
    if (isHistogram()) {
      return cell.buckets.quantile(quantile);
    }
    if (metric.type().equals("summary")) {
      return average(cell.quantiles.getOrDefault(quantile, List.of()));
    }
    List<Double> sorted = cell.values.stream().sorted().toList();
    if (sorted.isEmpty()) {
      return Double.NaN;
    }
    double place = quantile * (sorted.size() - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.size() - 1);
    return sorted.get(below) + (sorted.get(above) - sorted.get(below)) * (place - below);
  }

  private static double average(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }
}
