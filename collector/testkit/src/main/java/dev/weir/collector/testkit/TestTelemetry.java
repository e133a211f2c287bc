package dev.weir.collector.testkit;

import dev.weir.collector.api.Telemetry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/// Remembers what a component measures about itself, readable by name and labels.
public final class TestTelemetry implements Telemetry {
  private final ConcurrentMap<Series, LongAdder> counters = new ConcurrentHashMap<>();
  private final ConcurrentMap<Series, List<Double>> histograms = new ConcurrentHashMap<>();
  private final ConcurrentMap<Series, DoubleSupplier> observed = new ConcurrentHashMap<>();
  private final Map<String, String> componentLabels;
  private volatile Level level = Level.DETAILED;

  private record Series(String name, Map<String, String> labels) {
    boolean matches(String wantedName, Map<String, String> wantedLabels) {
      return name.equals(wantedName) && labels.entrySet().containsAll(wantedLabels.entrySet());
    }
  }

  TestTelemetry(Map<String, String> componentLabels) {
    this.componentLabels = componentLabels;
  }

  /// How much components shall measure; [Telemetry.Level#DETAILED] unless told.
  public TestTelemetry level(Level wanted) {
    level = wanted;
    return this;
  }

  /// The sum of all counters and gauges of this name that have at least these labels, given as
  /// names and values in turn; 0 when there is none.
  public double value(String name, String... labels) {
    Map<String, String> wanted = TestContext.pairs(labels);
    double sum = 0;
    for (var counter : counters.entrySet()) {
      sum += counter.getKey().matches(name, wanted) ? counter.getValue().sum() : 0;
    }
    for (var gauge : observed.entrySet()) {
      sum += gauge.getKey().matches(name, wanted) ? gauge.getValue().getAsDouble() : 0;
    }
    return sum;
  }

  /// Everything recorded in histograms of this name that have at least these labels, smallest
  /// first.
  public List<Double> recorded(String name, String... labels) {
    Map<String, String> wanted = TestContext.pairs(labels);
    return histograms.entrySet().stream()
        .filter(histogram -> histogram.getKey().matches(name, wanted))
        .map(Map.Entry::getValue)
        .flatMap(Collection::stream)
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  /// The names of all instruments, in alphabetical order.
  public List<String> names() {
    List<Series> all = new ArrayList<>(counters.keySet());
    all.addAll(histograms.keySet());
    all.addAll(observed.keySet());
    return all.stream().map(Series::name).distinct().sorted().toList();
  }

  @Override
  public Level level() {
    return level;
  }

  @Override
  public Map<String, String> componentLabels() {
    return componentLabels;
  }

  @Override
  public Counter counter(String name, String help, String unit, Map<String, String> labels) {
    LongAdder sum =
        counters.computeIfAbsent(new Series(name, Map.copyOf(labels)), _ -> new LongAdder());
    return amount -> {
      if (amount < 0) {
        throw new AssertionError(name + " counts down by " + amount);
      }
      sum.add(amount);
    };
  }

  @Override
  public Histogram histogram(
      String name, String help, String unit, double[] bounds, Map<String, String> labels) {
    return histograms.computeIfAbsent(
            new Series(name, Map.copyOf(labels)), _ -> new CopyOnWriteArrayList<>())
        ::add;
  }

  @Override
  public void gauge(
      String name, String help, String unit, Map<String, String> labels, DoubleSupplier value) {
    observed.put(new Series(name, Map.copyOf(labels)), value);
  }

  @Override
  public void observableCounter(
      String name, String help, String unit, Map<String, String> labels, DoubleSupplier value) {
    gauge(name, help, unit, labels, value);
  }
}
