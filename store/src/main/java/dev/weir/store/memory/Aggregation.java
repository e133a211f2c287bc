package dev.weir.store.memory;

import dev.weir.store.query.AggregateRequest;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Group;
import dev.weir.store.query.Groups;
import dev.weir.store.query.Measure;
import dev.weir.store.query.TimeRange;
import dev.weir.store.query.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Computes numbers over groups of items.
final class Aggregation {
  private static final double NANOS = 1e9;

  private final AggregateRequest request;
  private final Evaluator evaluator;

  Aggregation(AggregateRequest request, Evaluator evaluator) {
    this.request = request;
    this.evaluator = evaluator;
  }

  Groups over(List<Item> items) {
    Map<List<@Nullable Value>, List<Item>> groups = new LinkedHashMap<>();
    for (Item item : items) {
      List<@Nullable Value> key = new ArrayList<>();
      request.by().forEach(by -> key.add(evaluator.value(item, by)));
      groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(item);
    }
    List<Map.Entry<List<@Nullable Value>, List<Item>>> largest = new ArrayList<>(groups.entrySet());
    largest.sort(Aggregation::byItems);
    if (largest.size() > request.limit()) {
      largest.subList(request.limit(), largest.size()).clear();
    }
    List<Group> result = new ArrayList<>();
    for (Map.Entry<List<@Nullable Value>, List<Item>> entry : largest) {
      addSteps(entry.getKey(), entry.getValue(), result);
    }
    return new Groups(result, groups.size() > request.limit());
  }

  static double compute(Expr.Function function, double[] numbers) {
    return switch (function) {
      case COUNT -> numbers.length;
      case SUM -> Arrays.stream(numbers).sum();
      case AVG -> Arrays.stream(numbers).average().orElse(Double.NaN);
      case MIN -> Arrays.stream(numbers).min().orElse(Double.NaN);
      case MAX -> Arrays.stream(numbers).max().orElse(Double.NaN);
    };
  }

  /// Most items first, then by key.
  private static int byItems(
      Map.Entry<List<@Nullable Value>, List<Item>> left,
      Map.Entry<List<@Nullable Value>, List<Item>> right) {
    int bySize = Integer.compare(right.getValue().size(), left.getValue().size());
    for (int i = 0; bySize == 0 && i < left.getKey().size(); i++) {
      bySize = Comparisons.ORDER.compare(left.getKey().get(i), right.getKey().get(i));
    }
    return bySize;
  }

  private void addSteps(List<@Nullable Value> key, List<Item> items, List<Group> result) {
    Map<Long, List<Item>> steps = new TreeMap<>();
    for (Item item : items) {
      steps.computeIfAbsent(step(item.time()), _ -> new ArrayList<>()).add(item);
    }
    steps.forEach((time, members) -> result.add(group(key, time, members)));
  }

  private long step(long time) {
    TimeRange range = request.range();
    return request.step() == 0
        ? range.from()
        : range.from() + (time - range.from()) / request.step() * request.step();
  }

  private Group group(List<@Nullable Value> key, long time, List<Item> items) {
    List<@Nullable Double> values = new ArrayList<>();
    List<Long> histogram = List.of();
    for (Measure measure : request.measures()) {
      values.add(measure(measure, items));
      if (measure instanceof Measure.Histogram(Expr of, List<Double> bounds)) {
        histogram = histogram(evaluator.numbers(items, of), bounds);
      }
    }
    return new Group(key, time, values, histogram);
  }

  private @Nullable Double measure(Measure measure, List<Item> items) {
    return switch (measure) {
      case Measure.Count _ -> (double) items.size();
      case Measure.CountIf(Expr filter) ->
          (double) items.stream().filter(item -> evaluator.passes(item, filter)).count();
      case Measure.Rate _ -> items.size() / seconds(request);
      case Measure.ErrorRate _ ->
          (double) items.stream().filter(Item::isError).count() / items.size();
      case Measure.Sum(Expr of) -> of(Expr.Function.SUM, items, of);
      case Measure.Avg(Expr of) -> of(Expr.Function.AVG, items, of);
      case Measure.Min(Expr of) -> of(Expr.Function.MIN, items, of);
      case Measure.Max(Expr of) -> of(Expr.Function.MAX, items, of);
      case Measure.Quantile(Expr of, double quantile) ->
          quantile(evaluator.numbers(items, of), quantile);
      case Measure.Histogram(Expr of, List<Double> _) ->
          (double) evaluator.numbers(items, of).length;
    };
  }

  /// Seconds that one rate is about.
  static double seconds(AggregateRequest request) {
    double nanos =
        request.step() == 0
            ? (double) request.range().to() - (double) request.range().from()
            : request.step();
    return nanos / NANOS;
  }

  private @Nullable Double of(Expr.Function function, List<Item> items, Expr of) {
    double[] numbers = evaluator.numbers(items, of);
    return numbers.length == 0 ? null : compute(function, numbers);
  }

  private static @Nullable Double quantile(double[] numbers, double quantile) {
    if (numbers.length == 0) {
      return null;
    }
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    double place = quantile * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = (int) Math.ceil(place);
    return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
  }

  private static List<Long> histogram(double[] numbers, List<Double> bounds) {
    long[] counts = new long[bounds.size() + 1];
    for (double number : numbers) {
      int bucket = 0;
      while (bucket < bounds.size() && number > bounds.get(bucket)) {
        bucket++;
      }
      counts[bucket]++;
    }
    return Arrays.stream(counts).boxed().toList();
  }
}
