package dev.weir.store.items;

import dev.weir.otlp.metrics.MetricView;
import java.util.List;

/// The words for the numbers of enumerations.
public final class Names {
  /// Names of `SpanKind` by number.
  public static final List<String> KINDS =
      List.of("unspecified", "internal", "server", "client", "producer", "consumer");

  /// Names of `StatusCode` by number.
  public static final List<String> STATUSES = List.of("unset", "ok", "error");

  /// Names of kinds of metrics, by the order of [MetricView.Data].
  public static final List<String> TYPES =
      List.of("none", "gauge", "sum", "histogram", "exponential_histogram", "summary");

  /// Names of `AggregationTemporality` by number.
  public static final List<String> TEMPORALITIES = List.of("unspecified", "delta", "cumulative");

  private Names() {}

  /// The number if there is a name for it, otherwise 0.
  public static int known(List<String> names, int number) {
    return number >= 0 && number < names.size() ? number : 0;
  }

  /// The place of a kind of metric in [#TYPES].
  public static int type(MetricView.Data data) {
    return switch (data) {
      case NONE -> 0;
      case GAUGE -> 1;
      case SUM -> 2;
      case HISTOGRAM -> 3;
      case EXPONENTIAL_HISTOGRAM -> 4;
      case SUMMARY -> 5;
    };
  }
}
