package dev.weir.collector.processors.logdedup;

import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Processor;
import dev.weir.collector.api.ProcessorFactory;
import dev.weir.collector.api.Stability;
import dev.weir.otlp.Signal;
import java.util.List;
import java.util.Map;

/// Makes `logdedup` processors.
public final class LogDedupFactory implements ProcessorFactory<LogDedupConfig> {

  @Override
  public String type() {
    return "logdedup";
  }

  @Override
  public List<String> formerTypes() {
    return List.of("log_dedup");
  }

  @Override
  public LogDedupConfig defaultConfig() {
    return LogDedupConfig.defaults();
  }

  @Override
  public Map<Signal, Stability> signals() {
    return Map.of(Signal.LOGS, Stability.ALPHA);
  }

  @Override
  public Processor create(
      LogDedupConfig config, Signal signal, ComponentContext context, Consumer next) {
    return new LogDedupProcessor(config, context, next);
  }
}
