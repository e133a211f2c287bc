package dev.weir.collector.api;

import dev.weir.otlp.Signal;
import java.util.Map;

/// Makes the processors of one type.
public non-sealed interface ProcessorFactory<C extends ComponentConfig>
    extends ComponentFactory<C> {

  /// The signals it can process.
  Map<Signal, Stability> signals();

  /// Reports settings that cannot work for one signal, such as a selection of spans in a pipeline
  /// of logs. Called for each signal of the pipelines that name the processor, after
  /// [ComponentConfig#validate].
  default void validate(C config, Signal signal, Problems problems) {}

  /// Makes the processor of one pipeline, which hands its output to `next`. The settings are valid.
  Processor create(C config, Signal signal, ComponentContext context, Consumer next);
}
