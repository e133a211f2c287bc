package dev.weir.collector.exporters.nop;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Exporter;
import dev.weir.collector.api.ExporterFactory;
import dev.weir.collector.api.Stability;
import dev.weir.otlp.Signal;
import java.util.Map;

/// Makes `nop` exporters.
public final class NopExporterFactory implements ExporterFactory<NopExporterConfig> {

  @Override
  public String type() {
    return "nop";
  }

  @Override
  public NopExporterConfig defaultConfig() {
    return new NopExporterConfig();
  }

  @Override
  public Map<Signal, Stability> signals() {
    return Map.of(
        Signal.TRACES, Stability.BETA,
        Signal.METRICS, Stability.BETA,
        Signal.LOGS, Stability.BETA,
        Signal.PROFILES, Stability.ALPHA);
  }

  @Override
  public Exporter create(NopExporterConfig config, Signal signal, ComponentContext context) {
    return new NopExporter();
  }

  private static final class NopExporter implements Exporter {
    @Override
    public void consume(Batch batch) {}
  }
}
