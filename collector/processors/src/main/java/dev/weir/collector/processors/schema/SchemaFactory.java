package dev.weir.collector.processors.schema;

import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Processor;
import dev.weir.collector.api.ProcessorFactory;
import dev.weir.collector.api.Stability;
import dev.weir.otlp.Signal;
import java.util.Map;

/// Makes `schema` processors.
public final class SchemaFactory implements ProcessorFactory<SchemaConfig> {

  @Override
  public String type() {
    return "schema";
  }

  @Override
  public SchemaConfig defaultConfig() {
    return SchemaConfig.defaults();
  }

  @Override
  public Map<Signal, Stability> signals() {
    return Map.of(
        Signal.TRACES, Stability.ALPHA,
        Signal.METRICS, Stability.ALPHA,
        Signal.LOGS, Stability.ALPHA);
  }

  @Override
  public Processor create(
      SchemaConfig config, Signal signal, ComponentContext context, Consumer next) {
    return new SchemaProcessor(config, signal, context, next);
  }
}
