package dev.weir.collector.processors.metricsgeneration;

import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Processor;
import dev.weir.collector.api.ProcessorFactory;
import dev.weir.collector.api.Stability;
import dev.weir.otlp.Signal;
import java.util.List;
import java.util.Map;

/// Makes `metricsgeneration` processors.
public final class MetricsGenerationFactory implements ProcessorFactory<MetricsGenerationConfig> {
  @Override
  public String type() {
    return "metricsgeneration";
  }

  @Override
  public MetricsGenerationConfig defaultConfig() {
    return new MetricsGenerationConfig(List.of());
  }

  @Override
  public Map<Signal, Stability> signals() {
    return Map.of(Signal.METRICS, Stability.ALPHA);
  }

  @Override
  public Processor create(
      MetricsGenerationConfig config, Signal signal, ComponentContext context, Consumer next) {
    return new MetricsGenerationProcessor(config, next);
  }
}
