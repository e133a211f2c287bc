package dev.weir.collector.exporters.debug;

import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Exporter;
import dev.weir.collector.api.ExporterFactory;
import dev.weir.collector.api.Stability;
import dev.weir.collector.helper.export.ExportHelper;
import dev.weir.collector.helper.export.ExportSettings;
import dev.weir.collector.helper.export.QueueConfig;
import dev.weir.collector.helper.export.RetryConfig;
import dev.weir.otlp.Signal;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

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
    QueueConfig queue = Objects.requireNonNullElseGet(config.sendingQueue(), QueueConfig::disabled);
    ExportSettings settings =
        new ExportSettings(Duration.ZERO, RetryConfig.disabled(), queue, Map.of());
    return new ExportHelper(context, signal, settings, new DebugSender(config, context.log()));
  }
}
