package com.example.truncate;

import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Processor;
import dev.weir.collector.api.ProcessorFactory;
import dev.weir.collector.api.Stability;
import dev.weir.otlp.Signal;
import java.util.List;
import java.util.Map;

/// Makes `truncate` processors. Weir makes one factory, and a processor for each pipeline that
/// names it.
public final class TruncateFactory implements ProcessorFactory<TruncateConfig> {

  @Override
  public String type() {
    return "truncate";
  }

  /// What applies where the user writes nothing.
  @Override
  public TruncateConfig defaultConfig() {
    return new TruncateConfig(4096, List.of());
  }

  /// A pipeline of any other signal that names the processor is refused, with these in the message.
  @Override
  public Map<Signal, Stability> signals() {
    return Map.of(Signal.TRACES, Stability.ALPHA, Signal.LOGS, Stability.ALPHA);
  }

  /// The settings are valid. Nothing is opened or started here: a component with threads, ports or
  /// files opens them in `start()` and lets go of them in `shutdown()`.
  @Override
  public Processor create(
      TruncateConfig config, Signal signal, ComponentContext context, Consumer next) {
    return new TruncateProcessor(config, context.telemetry(), next);
  }
}
