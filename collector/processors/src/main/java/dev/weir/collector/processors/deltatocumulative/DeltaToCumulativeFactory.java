package dev.weir.collector.processors.deltatocumulative;

import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Processor;
import dev.weir.collector.api.ProcessorFactory;
import dev.weir.collector.api.Stability;
import dev.weir.collector.helper.series.SeriesLimits;
import dev.weir.collector.helper.series.SeriesTable;
import dev.weir.otlp.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Makes `delta_to_cumulative` processors.
public final class DeltaToCumulativeFactory implements ProcessorFactory<DeltaToCumulativeConfig> {
  @Override
  public String type() {
    return "delta_to_cumulative";
  }

  @Override
  public List<String> formerTypes() {
    return List.of("deltatocumulative");
  }

  @Override
  public DeltaToCumulativeConfig defaultConfig() {
    return new DeltaToCumulativeConfig(Duration.ofMinutes(5), Long.MAX_VALUE);
  }

  @Override
  public Map<Signal, Stability> signals() {
    return Map.of(Signal.METRICS, Stability.ALPHA);
  }

  @Override
  public Processor create(
      DeltaToCumulativeConfig config, Signal signal, ComponentContext context, Consumer next) {
    return new DeltaToCumulativeProcessor(config, state(config), context, next);
  }

  /// All that a processor remembers. It may be given to another processor of the same settings.
  static SeriesTable<Total> state(DeltaToCumulativeConfig config) {
    long maxStreams = config.maxStreams() == 0 ? Long.MAX_VALUE : config.maxStreams();
    return new SeriesTable<>(
        new SeriesLimits(maxStreams, config.maxStale(), SeriesLimits.WhenFull.REFUSE));
  }
}
