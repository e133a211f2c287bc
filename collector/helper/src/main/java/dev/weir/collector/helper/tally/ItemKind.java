package dev.weir.collector.helper.tally;

import dev.weir.otlp.Signal;
import dev.weir.otlp.edit.Level;
import org.jspecify.annotations.Nullable;

/// What a tally is taken of.
public enum ItemKind {
  SPANS(Signal.TRACES, Level.SPAN),
  SPAN_EVENTS(Signal.TRACES, Level.SPAN_EVENT),
  METRICS(Signal.METRICS, Level.METRIC),
  DATA_POINTS(Signal.METRICS, Level.DATA_POINT),
  LOGS(Signal.LOGS, Level.LOG_RECORD),
  PROFILES(Signal.PROFILES, null);

  private final Signal signal;
  private final @Nullable Level level;

  ItemKind(Signal signal, @Nullable Level level) {
    this.signal = signal;
    this.level = level;
  }

  public Signal signal() {
    return signal;
  }

  /// The level of the items in a request; null for profiles.
  @Nullable Level level() {
    return level;
  }
}
