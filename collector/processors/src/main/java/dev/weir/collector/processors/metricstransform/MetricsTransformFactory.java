package dev.weir.collector.processors.metricstransform;

import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Processor;
import dev.weir.collector.api.ProcessorFactory;
import dev.weir.collector.api.Stability;
import dev.weir.otlp.Signal;
import java.util.List;
import java.util.Map;

/// Makes `metrics_transform` processors.
public final class MetricsTransformFactory implements ProcessorFactory<MetricsTransformConfig> {
  @Override
  public String type() {
    return "metrics_transform";
  }

  @Override
  public List<String> formerTypes() {
    return List.of("metricstransform");
  }

  @Override
  public MetricsTransformConfig defaultConfig() {
    return new MetricsTransformConfig(List.of());
  }

  @Override
  public Map<Signal, Stability> signals() {
    return Map.of(Signal.METRICS, Stability.BETA);
  }

  @Override
  public Processor create(
      MetricsTransformConfig config, Signal signal, ComponentContext context, Consumer next) {
    return new MetricsTransformProcessor(config, context, next);
  }
}
