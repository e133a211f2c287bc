package dev.weir.collector.connectors.signaltometrics;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Problems;
import dev.weir.otlp.Signal;
import dev.weir.ottl.ErrorMode;
import dev.weir.ottl.compile.Slots;
import java.util.List;

/// What the user writes under `signal_to_metrics:`.
///
/// @param spans the metrics made of spans
/// @param errorMode what to do when an expression or condition fails on an item
public record SignalToMetricsConfig(
    List<MetricConfig> spans,
    List<MetricConfig> datapoints,
    List<MetricConfig> logs,
    List<MetricConfig> profiles,
    ErrorMode errorMode)
    implements ComponentConfig {

  @Override
  public void validate(Problems problems) {
    boolean isEmpty = true;
    for (Signal signal : Signal.values()) {
      isEmpty &= metrics(signal).isEmpty();
      new DefinitionCompiler(signal, new Slots(), problems).compile(this);
    }
    if (isEmpty) {
      problems.add("", "no configuration provided, at least one should be specified");
    }
  }

  /// The metrics made of the items of a signal.
  List<MetricConfig> metrics(Signal signal) {
    return switch (signal) {
      case TRACES -> spans;
      case METRICS -> datapoints;
      case LOGS -> logs;
      case PROFILES -> profiles;
    };
  }

  /// Where they stand.
  static String section(Signal signal) {
    return switch (signal) {
      case TRACES -> "spans";
      case METRICS -> "datapoints";
      case LOGS -> "logs";
      case PROFILES -> "profiles";
    };
  }
}
