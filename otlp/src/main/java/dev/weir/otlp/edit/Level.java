package dev.weir.otlp.edit;

import dev.weir.otlp.Signal;

/// The kinds of items that an editor can be shown, each with attributes of its own.
///
/// A level is a path of field numbers from the request down to the item; where several fields lead
/// on, they are the bits of one step.
public enum Level {
  /// `Resource`, of every signal. Shown as an empty one where it is missing.
  RESOURCE(2, 1),
  /// `InstrumentationScope`, of every signal. Shown as an empty one where it is missing.
  SCOPE(3, 3),
  /// `Span`.
  SPAN(3, 9),
  /// `Span.Event`.
  SPAN_EVENT(4, 3),
  /// `Span.Link`.
  SPAN_LINK(4, 4),
  /// `Metric`; its attributes are the `metadata`.
  METRIC(3, 12),
  /// The data points of all five kinds of metrics.
  DATA_POINT(5, 7),
  /// `LogRecord`.
  LOG_RECORD(3, 6);

  private static final int HISTOGRAM = 9;
  private static final int EXPONENTIAL_HISTOGRAM = 10;
  private static final long METRIC_DATA =
      bit(5) | bit(7) | bit(HISTOGRAM) | bit(EXPONENTIAL_HISTOGRAM) | bit(11);

  private final int depth;
  private final int attributes;

  Level(int depth, int attributes) {
    this.depth = depth;
    this.attributes = attributes;
  }

  /// Whether requests of this signal have items of this level.
  public boolean isIn(Signal signal) {
    return switch (this) {
      case RESOURCE, SCOPE -> true;
      case SPAN, SPAN_EVENT, SPAN_LINK -> signal == Signal.TRACES;
      case METRIC, DATA_POINT -> signal == Signal.METRICS;
      case LOG_RECORD -> signal == Signal.LOGS;
    };
  }

  /// Whether the item occurs once in what encloses it.
  boolean isSingle() {
    return this == RESOURCE || this == SCOPE;
  }

  /// The number of the attributes in an item whose parent is field `parent` of its own parent.
  int attributes(int parent) {
    if (this != DATA_POINT) {
      return attributes;
    }
    return parent == HISTOGRAM ? 9 : parent == EXPONENTIAL_HISTOGRAM ? 1 : attributes;
  }

  /// How many fields lead from the request to the item.
  int depth() {
    return depth;
  }

  /// The fields that lead on from a message at `depth`, as bits by number.
  ///
  /// | depth | message          | next                                    |
  /// |------:|------------------|-----------------------------------------|
  /// |     0 | request          | 1, the envelopes of resources           |
  /// |     1 | `ResourceSpans`… | 1, the resource; 2, those of scopes     |
  /// |     2 | `ScopeSpans`…    | 1, the scope; 2, spans, metrics or logs |
  /// |     3 | `Span`, `Metric` | events, links; the kinds of data        |
  /// |     4 | `Sum`…           | 1, data points                          |
  long step(int depth) {
    return switch (depth) {
      case 0 -> bit(1);
      case 1 -> bit(this == RESOURCE ? 1 : 2);
      case 2 -> bit(this == SCOPE ? 1 : 2);
      case 3 -> this == SPAN_EVENT ? bit(11) : this == SPAN_LINK ? bit(13) : METRIC_DATA;
      default -> bit(1);
    };
  }

  private static long bit(int number) {
    return 1L << number;
  }
}
