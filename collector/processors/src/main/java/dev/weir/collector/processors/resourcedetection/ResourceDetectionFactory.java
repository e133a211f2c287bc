package dev.weir.collector.processors.resourcedetection;

import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Processor;
import dev.weir.collector.api.ProcessorFactory;
import dev.weir.collector.api.Stability;
import dev.weir.otlp.Signal;
import java.util.List;
import java.util.Map;

/// Makes `resourcedetection` processors.
public final class ResourceDetectionFactory implements ProcessorFactory<ResourceDetectionConfig> {

  @Override
  public String type() {
    return "resourcedetection";
  }

  @Override
  public List<String> formerTypes() {
    return List.of("resource_detection");
  }

  @Override
  public ResourceDetectionConfig defaultConfig() {
    return ResourceDetectionConfig.defaults();
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
      ResourceDetectionConfig config, Signal signal, ComponentContext context, Consumer next) {
    Surroundings surroundings = Surroundings.ofProcess(config.timeout());
    return new ResourceDetectionProcessor(new Detection(config, surroundings, context), next);
  }
}
