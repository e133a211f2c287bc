package dev.weir.collector.processors.filter;

import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Processor;
import dev.weir.collector.api.ProcessorFactory;
import dev.weir.collector.api.Stability;
import dev.weir.collector.helper.ottl.Silent;
import dev.weir.collector.helper.ottl.StatementErrors;
import dev.weir.otlp.Signal;
import dev.weir.ottl.ErrorMode;
import dev.weir.ottl.compile.Slots;
import java.util.List;
import java.util.Map;

/// Makes `filter` processors.
public final class FilterFactory implements ProcessorFactory<FilterConfig> {

  @Override
  public String type() {
    return "filter";
  }

  @Override
  public FilterConfig defaultConfig() {
    return new FilterConfig(
        ErrorMode.IGNORE, List.of(), List.of(), List.of(), List.of(), null, null, null, null, null);
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
  public Processor create(
      FilterConfig config, Signal signal, ComponentContext context, Consumer next) {
    Slots slots = new Slots();
    List<Filter> filters =
        FilterProgram.compile(signal, config, slots, new StatementErrors(context), new Silent());
    return new FilterProcessor(signal, filters, slots, context, next);
  }
}
