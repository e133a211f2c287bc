package dev.weir.ottl.context;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The symbols of enums that each context knows, such as `SPAN_KIND_SERVER`.
public final class Symbols {
  private static final Map<ContextName, Map<String, Long>> ALL = new EnumMap<>(ContextName.class);

  static {
    Map<String, Long> span = new TreeMap<>();
    for (int i = 0; i < SpanKinds.DEPRECATED_NAMES.size(); i++) {
      span.put(SpanKinds.DEPRECATED_NAMES.get(i), (long) i);
    }
    number(span, "STATUS_CODE_", List.of("UNSET", "OK", "ERROR"));
    Map<String, Long> metric = new TreeMap<>();
    number(metric, "AGGREGATION_TEMPORALITY_", List.of("UNSPECIFIED", "DELTA", "CUMULATIVE"));
    number(
        metric,
        "METRIC_DATA_TYPE_",
        List.of("NONE", "GAUGE", "SUM", "HISTOGRAM", "EXPONENTIAL_HISTOGRAM", "SUMMARY"));
    Map<String, Long> dataPoint = new HashMap<>(metric);
    number(dataPoint, "FLAG_", List.of("NONE", "NO_RECORDED_VALUE"));
    ALL.put(ContextName.SPAN, span);
    ALL.put(ContextName.SPANEVENT, span);
    ALL.put(ContextName.METRIC, metric);
    ALL.put(ContextName.DATAPOINT, dataPoint);
    ALL.put(ContextName.LOG, severities());
  }

  private Symbols() {}

  /// The number of a symbol, or null if the context does not know it.
  public static @Nullable Long find(ContextName context, String symbol) {
    return ALL.getOrDefault(context, Map.of()).get(symbol);
  }

  public static Collection<String> names(ContextName context) {
    return ALL.getOrDefault(context, Map.of()).keySet();
  }

  private static Map<String, Long> severities() {
    Map<String, Long> symbols = new TreeMap<>();
    symbols.put("SEVERITY_NUMBER_UNSPECIFIED", 0L);
    long number = 1;
    for (String severity : List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL")) {
      for (String step : List.of("", "2", "3", "4")) {
        symbols.put("SEVERITY_NUMBER_" + severity + step, number++);
      }
    }
    return symbols;
  }

  private static void number(Map<String, Long> symbols, String prefix, List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      symbols.put(prefix + names.get(i), (long) i);
    }
  }
}
