package dev.weir.collector.processors.memorylimiter;

import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Processor;
import dev.weir.collector.api.ProcessorFactory;
import dev.weir.collector.api.Stability;
import dev.weir.collector.helper.memory.ContainerMemory;
import dev.weir.otlp.Signal;
import java.util.Map;

/// Makes `memory_limiter` processors.
public final class MemoryLimiterFactory implements ProcessorFactory<MemoryLimiterConfig> {

  @Override
  public String type() {
    return "memory_limiter";
  }

  @Override
  public MemoryLimiterConfig defaultConfig() {
    return MemoryLimiterConfig.DEFAULT;
  }

  @Override
  public Map<Signal, Stability> signals() {
    return Map.of(
        Signal.TRACES, Stability.BETA,
        Signal.METRICS, Stability.BETA,
        Signal.LOGS, Stability.BETA,
        Signal.PROFILES, Stability.ALPHA);
  }

  @Override
  public Processor create(
      MemoryLimiterConfig config, Signal signal, ComponentContext context, Consumer next) {
    Limits limits = Limits.of(config, ContainerMemory.totalBytes());
    return new MemoryLimiter(limits, config.checkInterval(), signal, context, next);
  }
}
