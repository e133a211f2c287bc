package dev.weir.collector.processors.unroll;

import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Processor;
import dev.weir.collector.api.ProcessorFactory;
import dev.weir.collector.api.Stability;
import dev.weir.otlp.Signal;
import java.util.Map;

/// Makes `unroll` processors.
public final class UnrollFactory implements ProcessorFactory<UnrollConfig> {

  @Override
  public String type() {
    return "unroll";
  }

  @Override
  public UnrollConfig defaultConfig() {
    return new UnrollConfig(false);
  }

  @Override
  public Map<Signal, Stability> signals() {
    return Map.of(Signal.LOGS, Stability.ALPHA);
  }

  @Override
  public Processor create(
      UnrollConfig config, Signal signal, ComponentContext context, Consumer next) {
    return new UnrollProcessor(config.recursive(), context.losses(), next);
  }
}
