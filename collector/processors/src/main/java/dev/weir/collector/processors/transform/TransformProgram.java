package dev.weir.collector.processors.transform;

import dev.weir.collector.api.Problems;
import dev.weir.collector.helper.ottl.Group;
import dev.weir.collector.helper.ottl.Programs;
import dev.weir.otlp.Signal;
import dev.weir.ottl.ErrorMode;
import dev.weir.ottl.compile.ErrorListener;
import dev.weir.ottl.compile.Sequence;
import dev.weir.ottl.compile.Slots;
import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.function.Functions;
import dev.weir.ottl.functions.SpanFunctions;
import dev.weir.ottl.functions.StandardFunctions;
import dev.weir.ottl.metrics.MetricFunctions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The statements of one signal, compiled.
final class TransformProgram {
  private TransformProgram() {}

  /// Compiles the groups of a signal, and reports what is wrong with them.
  static List<Sequence> compile(
      Signal signal,
      TransformConfig config,
      Slots slots,
      ErrorListener listener,
      Problems problems) {
    Programs programs = new Programs(signal, functions(signal), slots, problems);
    List<Sequence> sequences = new ArrayList<>();
    for (Group group : config.groups(signal, problems)) {
      Programs.Compiled compiled = programs.compile(group);
      if (compiled != null && !compiled.statements().isEmpty()) {
        ErrorMode mode = group.errorMode() == null ? config.errorMode() : group.errorMode();
        sequences.add(
            new Sequence(
                compiled.context(), compiled.conditions(), compiled.statements(), mode, listener));
      }
    }
    return sequences;
  }

  /// The contexts of a signal, with the functions of each.
  private static Map<ContextName, Functions> functions(Signal signal) {
    Map<ContextName, Functions> functions = new EnumMap<>(ContextName.class);
    for (ContextName context : ContextName.values()) {
      if (context.isIn(signal)) {
        functions.put(context, StandardFunctions.all().and(extra(context)));
      }
    }
    return functions;
  }

  /// What a context has besides the standard functions.
  private static Functions extra(ContextName context) {
    return switch (context) {
      case SPAN -> SpanFunctions.all();
      case METRIC -> MetricFunctions.ofMetrics();
      case DATAPOINT -> MetricFunctions.ofPoints();
      default -> Functions.of();
    };
  }
}
