package dev.weir.collector.processors.probabilisticsampler;

import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Processor;
import dev.weir.collector.api.ProcessorFactory;
import dev.weir.collector.api.Stability;
import dev.weir.otlp.Signal;
import java.util.Map;

/// Makes `probabilistic_sampler` processors.
public final class ProbabilisticSamplerFactory
    implements ProcessorFactory<ProbabilisticSamplerConfig> {

  @Override
  public String type() {
    return "probabilistic_sampler";
  }

  @Override
  public ProbabilisticSamplerConfig defaultConfig() {
    return ProbabilisticSamplerConfig.defaults();
  }

  @Override
  public Map<Signal, Stability> signals() {
    return Map.of(Signal.TRACES, Stability.BETA, Signal.LOGS, Stability.ALPHA);
  }

  @Override
  public Processor create(
      ProbabilisticSamplerConfig config, Signal signal, ComponentContext context, Consumer next) {
    return new ProbabilisticSampler(config, signal, context, next);
  }
}
