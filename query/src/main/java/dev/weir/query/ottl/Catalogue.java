package dev.weir.query.ottl;

import dev.weir.otlp.Signal;
import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.function.Functions;
import dev.weir.ottl.functions.SpanFunctions;
import dev.weir.ottl.functions.StandardFunctions;
import dev.weir.ottl.metrics.MetricFunctions;
import java.util.EnumMap;
import java.util.Map;

/// The functions that the `transform` processor has, by context.
final class Catalogue {
  private Catalogue() {}

  /// The contexts of a signal, with the functions of each.
  static Map<ContextName, Functions> of(Signal signal) {
    Map<ContextName, Functions> functions = new EnumMap<>(ContextName.class);
    for (ContextName context : ContextName.values()) {
      if (context.isIn(signal)) {
        functions.put(context, StandardFunctions.all().and(extra(context)));
      }
    }
    return functions;
  }

  private static Functions extra(ContextName context) {
    return switch (context) {
      case SPAN -> SpanFunctions.all();
      case METRIC -> MetricFunctions.ofMetrics();
      case DATAPOINT -> MetricFunctions.ofPoints();
      default -> Functions.of();
    };
  }
}
