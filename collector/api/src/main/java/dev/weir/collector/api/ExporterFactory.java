package dev.weir.collector.api;

import dev.weir.otlp.Signal;
import java.util.Map;

/// Makes the exporters of one type.
public non-sealed interface ExporterFactory<C extends ComponentConfig> extends ComponentFactory<C> {

  /// The signals it can deliver.
  Map<Signal, Stability> signals();

  /// Makes the exporter of one signal, shared by all pipelines that name it. The settings are
  /// valid.
  Exporter create(C config, Signal signal, ComponentContext context);
}
