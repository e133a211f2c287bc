package dev.weir.collector.processors.resource;

import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Processor;
import dev.weir.collector.api.ProcessorFactory;
import dev.weir.collector.api.Stability;
import dev.weir.collector.processors.attributes.AttributeActions;
import dev.weir.otlp.Signal;
import java.util.List;
import java.util.Map;

/// Makes `resource` processors.
public final class ResourceFactory implements ProcessorFactory<ResourceConfig> {

  @Override
  public String type() {
    return "resource";
  }

  @Override
  public ResourceConfig defaultConfig() {
    return new ResourceConfig(List.of());
  }

  @Override
  public Map<Signal, Stability> signals() {
    return Map.of(
        Signal.TRACES, Stability.BETA,
        Signal.METRICS, Stability.BETA,
        Signal.LOGS, Stability.BETA,
        Signal.PROFILES, Stability.DEVELOPMENT);
  }

  @Override
  public Processor create(
      ResourceConfig config, Signal signal, ComponentContext context, Consumer next) {
    return new ResourceProcessor(AttributeActions.of(config.attributes()), next);
  }
}
