package dev.weir.collector.exporters.file;

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

/// Makes `file` exporters. Those of one factory that name the same path share the file.
public final class FileFactory implements ExporterFactory<FileConfig> {
  private final Sinks sinks = new Sinks();

  @Override
  public String type() {
    return "file";
  }

  @Override
  public FileConfig defaultConfig() {
    return FileConfig.DEFAULT;
  }

  @Override
  public Map<Signal, Stability> signals() {
    return Map.of(
        Signal.TRACES, Stability.ALPHA,
        Signal.METRICS, Stability.ALPHA,
        Signal.LOGS, Stability.ALPHA,
        Signal.PROFILES, Stability.DEVELOPMENT);
  }

  @Override
  public Exporter create(FileConfig config, Signal signal, ComponentContext context) {
    ExportSettings settings =
        new ExportSettings(Duration.ZERO, RetryConfig.disabled(), QueueConfig.disabled(), Map.of());
    return new ExportHelper(context, signal, settings, new FileSender(config, context, sinks));
  }
}
