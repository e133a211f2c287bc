package dev.weir.collector.processors.redaction;

import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Processor;
import dev.weir.collector.api.ProcessorFactory;
import dev.weir.collector.api.Stability;
import dev.weir.otlp.Signal;
import java.util.Map;

/// Makes `redaction` processors.
public final class RedactionFactory implements ProcessorFactory<RedactionConfig> {

  @Override
  public String type() {
    return "redaction";
  }

  @Override
  public RedactionConfig defaultConfig() {
    return RedactionConfig.defaults();
  }

  @Override
  public Map<Signal, Stability> signals() {
    return Map.of(
        Signal.TRACES, Stability.BETA,
        Signal.METRICS, Stability.ALPHA,
        Signal.LOGS, Stability.ALPHA);
  }

  @Override
  public Processor create(
      RedactionConfig config, Signal signal, ComponentContext context, Consumer next) {
    return new RedactionProcessor(config, signal, next);
  }
}
