package dev.weir.collector.engine.telemetry;

import dev.weir.collector.api.Telemetry;
import java.util.Map;
import java.util.function.DoubleSupplier;

/// The registry as one component sees it.
public final class ComponentTelemetry implements Telemetry {
  private final MetricRegistry registry;
  private final Level level;
  private final Map<String, String> labels;

  /// The view of one component.
  ///
  /// @param labels what names the component
  public ComponentTelemetry(MetricRegistry registry, Level level, Map<String, String> labels) {
    this.registry = registry;
    this.level = level;
    this.labels = Map.copyOf(labels);
  }

  @Override
  public Level level() {
    return level;
  }

  @Override
  public Map<String, String> componentLabels() {
    return labels;
  }

  @Override
  public Counter counter(String name, String help, String unit, Map<String, String> labels) {
    return registry.counter(name, help, unit, labels);
  }

  @Override
  public Histogram histogram(
      String name, String help, String unit, double[] bounds, Map<String, String> labels) {
    return registry.histogram(name, help, unit, bounds, labels);
  }

  @Override
  public void gauge(
      String name, String help, String unit, Map<String, String> labels, DoubleSupplier value) {
    registry.gauge(name, help, unit, labels, value);
  }

  @Override
  public void observableCounter(
      String name, String help, String unit, Map<String, String> labels, DoubleSupplier value) {
    registry.observableCounter(name, help, unit, labels, value);
  }
}
