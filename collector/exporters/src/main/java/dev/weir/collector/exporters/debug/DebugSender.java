package dev.weir.collector.exporters.debug;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Log;
import dev.weir.collector.exporters.debug.DebugConfig.Verbosity;
import dev.weir.collector.helper.export.Sender;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Writes a text about each batch, unless too many came within the second.
final class DebugSender implements Sender {
  private static final List<String> DEFAULT_PATHS = List.of("stdout");

  private final DebugConfig config;
  private final Log log;
  private final Sampling sampling;
  private volatile @Nullable Output output;

  DebugSender(DebugConfig config, Log log) {
    this.config = config;
    this.log = log;
    this.sampling =
        new Sampling(config.samplingInitial(), config.samplingThereafter(), System::nanoTime);
  }

  @Override
  public void start() {
    output =
        config.useInternalLogger()
            ? new LogOutput(log)
            : new PathOutput(Objects.requireNonNullElse(config.outputPaths(), DEFAULT_PATHS));
  }

  @Override
  public void send(Batch batch, Duration timeout) {
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
  public void shutdown() {
    Output open = output;
    if (open != null) {
      open.close();
    }
  }
}
