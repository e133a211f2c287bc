package dev.weir.collector.processors.cumulativetodelta;

import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Processor;
import dev.weir.collector.api.ProcessorFactory;
import dev.weir.collector.api.Stability;
import dev.weir.otlp.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Makes `cumulative_to_delta` processors.
public final class CumulativeToDeltaFactory implements ProcessorFactory<CumulativeToDeltaConfig> {
  private static final long MAX_STREAMS = 1_000_000;

  @Override
  public String type() {
    return "cumulative_to_delta";
  }

  @Override
  public List<String> formerTypes() {
    return List.of("cumulativetodelta");
  }

  @Override
  public CumulativeToDeltaConfig defaultConfig() {
    return new CumulativeToDeltaConfig(null, null, InitialValue.AUTO, Duration.ZERO, MAX_STREAMS);
  }

  @Override
  public Map<Signal, Stability> signals() {
    return Map.of(Signal.METRICS, Stability.BETA);
  }

  @Override
  public Processor create(
      CumulativeToDeltaConfig config, Signal signal, ComponentContext context, Consumer next) {
    return new CumulativeToDeltaProcessor(config, DeltaState.of(config), context, next);
  }
}
