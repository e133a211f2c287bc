package dev.weir.collector.processors.transform;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Problems;
import dev.weir.collector.helper.ottl.Group;
import dev.weir.otlp.Signal;
import dev.weir.ottl.ErrorMode;
import dev.weir.ottl.compile.Slots;
import java.util.List;

/// What the user writes under `transform:`. Elements of the lists are statements or groups.
///
/// @param errorMode what to do when a statement fails
/// @param flattenData whether each log record gets a resource and a scope of its own meanwhile
public record TransformConfig(
    ErrorMode errorMode,
    List<Object> traceStatements,
    List<Object> metricStatements,
    List<Object> logStatements,
    List<Object> profileStatements,
    boolean flattenData)
    implements ComponentConfig {

  @Override
  public void validate(Problems problems) {
    for (Signal signal : Signal.values()) {
      TransformProgram.compile(signal, this, new Slots(), (text, error) -> {}, problems);
    }
  }

  List<Group> groups(Signal signal, Problems problems) {
    return Group.parse(setting(signal), elements(signal), Group.Kind.STATEMENTS, problems);
  }

  private static String setting(Signal signal) {
    return switch (signal) {
      case TRACES -> "trace_statements";
      case METRICS -> "metric_statements";
      case LOGS -> "log_statements";
      case PROFILES -> "profile_statements";
    };
  }

  private List<Object> elements(Signal signal) {
    return switch (signal) {
      case TRACES -> traceStatements;
      case METRICS -> metricStatements;
      case LOGS -> logStatements;
      case PROFILES -> profileStatements;
    };
  }
}
