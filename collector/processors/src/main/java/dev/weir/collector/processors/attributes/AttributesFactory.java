package dev.weir.collector.processors.attributes;

import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Problems;
import dev.weir.collector.api.Processor;
import dev.weir.collector.api.ProcessorFactory;
import dev.weir.collector.api.Stability;
import dev.weir.collector.helper.matching.Selection;
import dev.weir.otlp.Signal;
import java.util.List;
import java.util.Map;

/// Makes `attributes` processors.
public final class AttributesFactory implements ProcessorFactory<AttributesConfig> {

  @Override
  public String type() {
    return "attributes";
  }

  @Override
  public AttributesConfig defaultConfig() {
    return new AttributesConfig(null, null, List.of());
  }

  @Override
  public Map<Signal, Stability> signals() {
    return Map.of(
        Signal.TRACES, Stability.BETA,
        Signal.METRICS, Stability.BETA,
        Signal.LOGS, Stability.BETA);
  }

  @Override
  public void validate(AttributesConfig config, Signal signal, Problems problems) {
    if (config.include() != null) {
      config.include().validate("include", signal, problems);
    }
    if (config.exclude() != null) {
      config.exclude().validate("exclude", signal, problems);
    }
  }

  @Override
  public Processor create(
      AttributesConfig config, Signal signal, ComponentContext context, Consumer next) {
    return new AttributesProcessor(
        Selection.of(config.include(), config.exclude()),
        AttributeActions.of(config.actions()),
        next);
  }
}
