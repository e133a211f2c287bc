package dev.weir.ottl.context;

import dev.weir.otlp.common.Fields;
import dev.weir.otlp.metrics.MetricView;
import java.util.EnumMap;
import java.util.Map;

/// The messages that items are, with the fields that paths lead to.
enum Shape {
  RESOURCE(1),
  SCOPE(3),
  SPAN(9),
  SPAN_EVENT(3),
  METRIC(12),
  NUMBER_POINT(7),
  HISTOGRAM_POINT(9),
  EXPONENTIAL_POINT(1),
  SUMMARY_POINT(7),
  LOG(6),
  PROFILE(0),
  /// `Status` of a span.
  STATUS(0),
  /// `Sum`, `Histogram` and their like.
  METRIC_DATA(0),
  /// Buckets of an exponential histogram.
  BUCKETS(0),
  /// `ResourceSpans` and `ScopeSpans` of every signal.
  ENVELOPE(0);

  private static final Map<Shape, Fields> FIELDS = new EnumMap<>(Shape.class);

  static {
    FIELDS.put(RESOURCE, new Fields().varint(2).repeated(1));
    FIELDS.put(SCOPE, new Fields().bytes(1, 2).varint(4).repeated(3));
    FIELDS.put(
        SPAN,
        new Fields()
            .bytes(1, 2, 3, 4, 5)
            .varint(6, 10, 12, 14)
            .fixed32(16)
            .fixed64(7, 8)
            .message(15)
            .repeated(9, 11, 13));
    FIELDS.put(SPAN_EVENT, new Fields().bytes(2).varint(4).fixed64(1).repeated(3));
    FIELDS.put(METRIC, new Fields().bytes(1, 2, 3).message(5, 7, 9, 10, 11).repeated(12));
    FIELDS.put(NUMBER_POINT, new Fields().varint(8).fixed64(2, 3, 4, 6).repeated(5, 7));
    FIELDS.put(
        HISTOGRAM_POINT,
        new Fields().varint(10).fixed64(2, 3, 4, 5, 11, 12).numbers(6, 7).repeated(8, 9));
    FIELDS.put(
        EXPONENTIAL_POINT,
        new Fields()
            .varint(6, 10)
            .fixed64(2, 3, 4, 5, 7, 12, 13, 14)
            .message(8, 9)
            .repeated(1, 11));
    FIELDS.put(SUMMARY_POINT, new Fields().varint(8).fixed64(2, 3, 4, 5).repeated(6, 7));
    FIELDS.put(
        LOG,
        new Fields()
            .bytes(3, 9, 10, 12)
            .varint(2, 7)
            .fixed32(8)
            .fixed64(1, 11)
            .message(5)
            .repeated(6));
    FIELDS.put(
        PROFILE,
        new Fields()
            .bytes(7, 9, 10)
            .varint(4, 6, 8)
            .fixed64(3)
            .message(1, 5)
            .repeated(2)
            .numbers(11));
    FIELDS.put(STATUS, new Fields().bytes(2).varint(3));
    FIELDS.put(METRIC_DATA, new Fields().varint(2, 3).repeated(1));
    FIELDS.put(BUCKETS, new Fields().varint(1).numbers(2));
    FIELDS.put(ENVELOPE, new Fields().message(1).bytes(3));
  }

  /// The number of the attributes, or 0 if there are none.
  final int attributes;

  Shape(int attributes) {
    this.attributes = attributes;
  }

  Fields fields() {
    return FIELDS.getOrDefault(this, new Fields());
  }

  static Shape ofPoint(MetricView.Data data) {
    return switch (data) {
      case HISTOGRAM -> HISTOGRAM_POINT;
      case EXPONENTIAL_HISTOGRAM -> EXPONENTIAL_POINT;
      case SUMMARY -> SUMMARY_POINT;
      case NONE, GAUGE, SUM -> NUMBER_POINT;
    };
  }
}
