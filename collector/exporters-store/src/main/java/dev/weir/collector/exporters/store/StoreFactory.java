package dev.weir.collector.exporters.store;

import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Exporter;
import dev.weir.collector.api.ExporterFactory;
import dev.weir.collector.api.Stability;
import dev.weir.otlp.Signal;
import java.util.Map;

/// Makes `store` exporters.
public final class StoreFactory implements ExporterFactory<StoreExporterConfig> {

  @Override
  public String type() {
    return "store";
  }

  @Override
  public StoreExporterConfig defaultConfig() {
    return StoreExporterConfig.DEFAULT;
  }

  @Override
  public Map<Signal, Stability> signals() {
    return Map.of(
        Signal.TRACES, Stability.DEVELOPMENT,
        Signal.METRICS, Stability.DEVELOPMENT,
        Signal.LOGS, Stability.DEVELOPMENT);
  }

  @Override
  public Exporter create(StoreExporterConfig config, Signal signal, ComponentContext context) {
    return new StoreExporter(config, signal, context);
  }
}
