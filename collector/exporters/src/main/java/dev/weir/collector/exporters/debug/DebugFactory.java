package dev.weir.collector.exporters.debug;

import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Exporter;
import dev.weir.collector.api.ExporterFactory;
import dev.weir.collector.api.Stability;
import dev.weir.otlp.Signal;
import java.util.Map;

/// Makes `debug` exporters.
public final class DebugFactory implements ExporterFactory<DebugConfig> {

  @Override
  public String type() {
    return "debug";
  }

  @Override
  public DebugConfig defaultConfig() {
    return DebugConfig.DEFAULT;
  }

  @Override
  public Map<Signal, Stability> signals() {
    return Map.of(
        Signal.TRACES, Stability.ALPHA,
        Signal.METRICS, Stability.ALPHA,
        Signal.LOGS, Stability.ALPHA,
        Signal.PROFILES, Stability.ALPHA);
  }

  @Override
  public Exporter create(DebugConfig config, Signal signal, ComponentContext context) {
    return new DebugExporter(config, context);
  }
}
