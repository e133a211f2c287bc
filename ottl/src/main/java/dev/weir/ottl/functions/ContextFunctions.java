package dev.weir.ottl.functions;

import dev.weir.otlp.Signal;
import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.function.Functions;
import dev.weir.ottl.metrics.MetricFunctions;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// The functions of each context: the standard ones and those that it has besides.
public final class ContextFunctions {
  private static final Map<ContextName, Functions> ALL = new EnumMap<>(ContextName.class);
  private static final Map<ContextName, Functions> CONVERTERS = new EnumMap<>(ContextName.class);

  static {
    for (ContextName context : ContextName.values()) {
      ALL.put(context, StandardFunctions.all().and(besides(context)));
      CONVERTERS.put(context, StandardFunctions.converters().and(converters(context)));
    }
  }

  private ContextFunctions() {}

  /// What statements on the items of a signal may call.
  public static Map<ContextName, Functions> all(Signal signal) {
    return of(signal, ALL);
  }

  /// What conditions on the items of a signal may call.
  public static Map<ContextName, Functions> converters(Signal signal) {
    return of(signal, CONVERTERS);
  }

  /// What a context has besides the standard functions.
  public static Functions besides(ContextName context) {
    return switch (context) {
      case SPAN -> SpanFunctions.all();
      case LOG -> LogFunctions.all();
      case METRIC -> MetricFunctions.ofMetrics();
      case DATAPOINT -> MetricFunctions.ofPoints();
      case RESOURCE, SCOPE, SPANEVENT, PROFILE -> Functions.of();
    };
  }

  private static Functions converters(ContextName context) {
    return switch (context) {
      case SPAN -> SpanFunctions.converters();
      case LOG -> LogFunctions.all();
      default -> Functions.of();
    };
  }

  private static Map<ContextName, Functions> of(
      Signal signal, Map<ContextName, Functions> functions) {
    Map<ContextName, Functions> own = new EnumMap<>(functions);
    own.keySet().removeIf(context -> !context.isIn(signal));
    return Collections.unmodifiableMap(own);
  }
}
