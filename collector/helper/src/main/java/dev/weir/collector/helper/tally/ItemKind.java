package dev.weir.collector.helper.tally;

import dev.weir.otlp.Signal;
import dev.weir.ottl.context.ContextName;

/// What a tally is taken of.
public enum ItemKind {
  SPANS(Signal.TRACES, ContextName.SPAN),
  SPAN_EVENTS(Signal.TRACES, ContextName.SPANEVENT),
  METRICS(Signal.METRICS, ContextName.METRIC),
  DATA_POINTS(Signal.METRICS, ContextName.DATAPOINT),
  LOGS(Signal.LOGS, ContextName.LOG),
  PROFILES(Signal.PROFILES, ContextName.PROFILE);

  private final Signal signal;
  private final ContextName context;

  ItemKind(Signal signal, ContextName context) {
    this.signal = signal;
    this.context = context;
  }

  public Signal signal() {
    return signal;
  }

  /// The context in which conditions look at such an item.
  ContextName context() {
    return context;
  }
}
