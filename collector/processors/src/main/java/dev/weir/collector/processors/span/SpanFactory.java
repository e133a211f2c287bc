package dev.weir.collector.processors.span;

import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Problems;
import dev.weir.collector.api.Processor;
import dev.weir.collector.api.ProcessorFactory;
import dev.weir.collector.api.Stability;
import dev.weir.otlp.Signal;
import java.util.Map;

/// Makes `span` processors.
public final class SpanFactory implements ProcessorFactory<SpanConfig> {

  @Override
  public String type() {
    return "span";
  }

  @Override
  public SpanConfig defaultConfig() {
    return new SpanConfig(null, null, SpanConfig.Name.defaults(), null);
  }

  @Override
  public Map<Signal, Stability> signals() {
    return Map.of(Signal.TRACES, Stability.ALPHA);
  }

  @Override
  public void validate(SpanConfig config, Signal signal, Problems problems) {
    if (config.include() != null) {
      config.include().validate("include", signal, problems);
    }
    if (config.exclude() != null) {
      config.exclude().validate("exclude", signal, problems);
    }
  }

  @Override
  public Processor create(
      SpanConfig config, Signal signal, ComponentContext context, Consumer next) {
    return new SpanProcessor(config, next);
  }
}
