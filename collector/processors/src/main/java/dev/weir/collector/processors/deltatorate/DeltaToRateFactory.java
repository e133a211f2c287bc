package dev.weir.collector.processors.deltatorate;

import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Processor;
import dev.weir.collector.api.ProcessorFactory;
import dev.weir.collector.api.Stability;
import dev.weir.otlp.Signal;
import java.util.List;
import java.util.Map;

/// Makes `delta_to_rate` processors.
public final class DeltaToRateFactory implements ProcessorFactory<DeltaToRateConfig> {
  @Override
  public String type() {
    return "delta_to_rate";
  }

  @Override
  public List<String> formerTypes() {
    return List.of("deltatorate");
  }

  @Override
  public DeltaToRateConfig defaultConfig() {
    return new DeltaToRateConfig(List.of());
  }

  @Override
  public Map<Signal, Stability> signals() {
    return Map.of(Signal.METRICS, Stability.ALPHA);
  }

  @Override
  public Processor create(
      DeltaToRateConfig config, Signal signal, ComponentContext context, Consumer next) {
    return new DeltaToRateProcessor(config, context, next);
  }
}
