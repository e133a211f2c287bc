package dev.weir.collector.processors.groupbyattrs;

import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Processor;
import dev.weir.collector.api.ProcessorFactory;
import dev.weir.collector.api.Stability;
import dev.weir.otlp.Signal;
import java.util.List;
import java.util.Map;

/// Makes `groupbyattrs` processors.
public final class GroupByAttrsFactory implements ProcessorFactory<GroupByAttrsConfig> {

  @Override
  public String type() {
    return "groupbyattrs";
  }

  @Override
  public List<String> formerTypes() {
    return List.of("group_by_attrs");
  }

  @Override
  public GroupByAttrsConfig defaultConfig() {
    return new GroupByAttrsConfig(List.of());
  }

  @Override
  public Map<Signal, Stability> signals() {
    return Map.of(
        Signal.TRACES, Stability.BETA,
        Signal.METRICS, Stability.BETA,
        Signal.LOGS, Stability.BETA);
  }

  @Override
  public Processor create(
      GroupByAttrsConfig config, Signal signal, ComponentContext context, Consumer next) {
    return new GroupByAttrsProcessor(config, signal, context, next);
  }
}
