package dev.weir.store.query;

import static dev.weir.otlp.Signal.LOGS;
import static dev.weir.otlp.Signal.METRICS;
import static dev.weir.otlp.Signal.TRACES;

import dev.weir.otlp.Signal;
import java.util.List;

/// What an item has beside attributes. Ids are text in lower-case hexadecimal digits, empty if
/// absent; times and durations are [Value.Int] in nanoseconds.
public enum Intrinsic {
  /// The start of a span; the time of a log record (when it was observed, if it has none) or of a
  /// metric point. The time that [TimeRange] means.
  TIME(Type.INT, TRACES, LOGS, METRICS),
  /// When the store received the item: grows with every batch, never falls. For live tails.
  ARRIVAL(Type.INT, TRACES, LOGS, METRICS),
  /// The bytes of the item as an OTLP protobuf message, without what is around it. Missing where an
  /// older version has stored it.
  SIZE(Type.INT, TRACES, LOGS, METRICS),
  /// The attribute `service.name` of the resource.
  SERVICE(Type.TEXT, TRACES, LOGS, METRICS),
  INSTRUMENTATION_NAME(Type.TEXT, TRACES, LOGS, METRICS),
  INSTRUMENTATION_VERSION(Type.TEXT, TRACES, LOGS, METRICS),
  TRACE_ID(Type.TEXT, TRACES, LOGS),
  SPAN_ID(Type.TEXT, TRACES, LOGS),

  PARENT_SPAN_ID(Type.TEXT, TRACES),
  /// The name of the span.
  NAME(Type.TEXT, TRACES),
  /// `unspecified`, `internal`, `server`, `client`, `producer`, `consumer`.
  KIND(Type.TEXT, TRACES),
  /// `unset`, `ok`, `error`.
  STATUS(Type.TEXT, TRACES),
  STATUS_MESSAGE(Type.TEXT, TRACES),
  TRACE_STATE(Type.TEXT, TRACES),
  DURATION(Type.INT, TRACES),
  END_TIME(Type.INT, TRACES),
  /// How many spans name this one as their parent.
  CHILD_COUNT(Type.INT, TRACES),
  /// From the first start to the last end in the trace. Like all of the trace, it is computed over
  /// the range of the request and a margin of [TimeRange#MARGIN_NANOS] on both sides.
  TRACE_DURATION(Type.INT, TRACES),
  /// The first start in the trace.
  TRACE_START(Type.INT, TRACES),
  /// The name of the first span without a parent; missing if there is none.
  ROOT_NAME(Type.TEXT, TRACES),
  /// The service of that span.
  ROOT_SERVICE(Type.TEXT, TRACES),
  /// Of the span's events: many values.
  EVENT_NAME(Type.TEXT, TRACES),
  /// From the span's start to the event: many values.
  EVENT_TIME_SINCE_START(Type.INT, TRACES),
  /// Many values.
  LINK_TRACE_ID(Type.TEXT, TRACES),
  /// Many values.
  LINK_SPAN_ID(Type.TEXT, TRACES),

  OBSERVED_TIME(Type.INT, LOGS),
  /// [Value.Text] of a string body, [Value.Json] of any other, missing if there is none.
  BODY(Type.ANY, LOGS),
  SEVERITY(Type.TEXT, LOGS),
  SEVERITY_NUMBER(Type.INT, LOGS),
  LOG_EVENT_NAME(Type.TEXT, LOGS),

  METRIC_NAME(Type.TEXT, METRICS),
  /// `gauge`, `sum`, `histogram`, `exponential_histogram`, `summary`.
  METRIC_TYPE(Type.TEXT, METRICS),
  METRIC_UNIT(Type.TEXT, METRICS),
  /// A [Value.Real]: of a gauge or sum its value, of the others their sum. Missing if the point has
  /// none.
  METRIC_VALUE(Type.REAL, METRICS),
  /// Of histograms and summaries: how many values they stand for.
  METRIC_COUNT(Type.INT, METRICS);

  /// The kind of [Value] an intrinsic yields.
  public enum Type {
    TEXT,
    INT,
    REAL,
    ANY
  }

  private final Type type;
  private final boolean ofSpans;
  private final boolean ofLogs;
  private final boolean ofPoints;

  Intrinsic(Type type, Signal... signals) {
    this.type = type;
    List<Signal> all = List.of(signals);
    ofSpans = all.contains(TRACES);
    ofLogs = all.contains(LOGS);
    ofPoints = all.contains(METRICS);
  }

  public Type type() {
    return type;
  }

  /// Whether items of a signal have it.
  public boolean isOf(Signal signal) {
    return switch (signal) {
      case TRACES -> ofSpans;
      case LOGS -> ofLogs;
      case METRICS -> ofPoints;
      case PROFILES -> false;
    };
  }
}
