package dev.weir.collector.processors.metricstransform;

import dev.weir.collector.api.ComponentConfig;

/// A label value and what it becomes.
public record ValueAction(String value, String newValue) implements ComponentConfig {
  public static ValueAction defaults() {
    return new ValueAction("", "");
  }
}
