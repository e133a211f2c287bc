package dev.weir.collector.processors.transform;

import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Processor;
import dev.weir.collector.api.ProcessorFactory;
import dev.weir.collector.api.Stability;
import dev.weir.collector.helper.ottl.Silent;
import dev.weir.collector.helper.ottl.StatementErrors;
import dev.weir.otlp.Signal;
import dev.weir.ottl.ErrorMode;
import dev.weir.ottl.compile.Sequence;
import dev.weir.ottl.compile.Slots;
import java.util.List;
import java.util.Map;

/// Makes `transform` processors.
public final class TransformFactory implements ProcessorFactory<TransformConfig> {

  @Override
  public String type() {
    return "transform";
  }

  @Override
  public TransformConfig defaultConfig() {
    return new TransformConfig(ErrorMode.IGNORE, List.of(), List.of(), List.of(), List.of(), false);
  }

  @Override
  public Map<Signal, Stability> signals() {
    return Map.of(
        Signal.TRACES, Stability.BETA,
        Signal.METRICS, Stability.BETA,
        Signal.LOGS, Stability.BETA,
        Signal.PROFILES, Stability.DEVELOPMENT);
  }

  @Override
  public Processor create(
      TransformConfig config, Signal signal, ComponentContext context, Consumer next) {
    Slots slots = new Slots();
    List<Sequence> sequences =
        TransformProgram.compile(signal, config, slots, new StatementErrors(context), new Silent());
    boolean isFlat = config.flattenData() && signal == Signal.LOGS;
    return new TransformProcessor(signal, sequences, isFlat, slots, context.losses(), next);
  }
}
