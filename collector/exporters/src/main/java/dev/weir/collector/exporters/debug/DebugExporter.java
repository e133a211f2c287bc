package dev.weir.collector.exporters.debug;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Deadline;
import dev.weir.collector.api.Exporter;
import dev.weir.collector.exporters.debug.DebugConfig.Verbosity;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Writes a text about each batch, unless too many came within the second.
final class DebugExporter implements Exporter {
  private static final List<String> DEFAULT_PATHS = List.of("stdout");

  private final DebugConfig config;
  private final ComponentContext context;
  private final Sampling sampling;
  private volatile @Nullable Output output;

  DebugExporter(DebugConfig config, ComponentContext context) {
    this.config = config;
    this.context = context;
    this.sampling =
        new Sampling(config.samplingInitial(), config.samplingThereafter(), System::nanoTime);
  }

  @Override
  public void start() {
    output =
        config.useInternalLogger()
            ? new LogOutput(context.log())
            : new PathOutput(Objects.requireNonNullElse(config.outputPaths(), DEFAULT_PATHS));
  }

  @Override
  public void consume(Batch batch) {
    Output to = output;
    if (to == null || !sampling.passes()) {
      return;
    }
    Summary.write(batch, to);
    if (config.verbosity() == Verbosity.BASIC) {
      return;
    }
    Lines lines = new Lines();
    if (config.verbosity() == Verbosity.NORMAL) {
      normal(batch, lines);
    } else {
      detailed(batch, lines);
    }
    to.text(lines.toString());
  }

  private static void normal(Batch batch, Lines lines) {
    switch (batch.signal()) {
      case TRACES -> NormalTraces.write(batch.range(), lines);
      case METRICS -> NormalMetrics.write(batch.range(), lines);
      case LOGS -> NormalLogs.write(batch.range(), lines);
      case PROFILES -> NormalProfiles.write(batch.range(), lines);
    }
  }

  private static void detailed(Batch batch, Lines lines) {
    switch (batch.signal()) {
      case TRACES -> DetailedTraces.write(batch.range(), lines);
      case METRICS -> DetailedMetrics.write(batch.range(), lines);
      case LOGS -> DetailedLogs.write(batch.range(), lines);
      case PROFILES -> DetailedProfiles.write(batch.range(), lines);
    }
  }

  @Override
  public boolean mayBlock() {
    return !config.useInternalLogger();
  }

  @Override
  public void shutdown(Deadline deadline) {
    Output open = output;
    if (open != null) {
      open.close();
    }
  }
}
