package dev.weir.ottl.metrics;

import dev.weir.otlp.wire.ByteRange;
import dev.weir.ottl.OttlException;
import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.context.Frame;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Numbers of fields of metrics and their points, and what the functions share.
final class Metric {
  static final int NAME = 1;
  static final int DESCRIPTION = 2;
  static final int UNIT = 3;

  /// Where data points are in data of all kinds.
  static final int POINTS = 1;

  static final int TEMPORALITY = 2;
  static final int MONOTONIC = 3;

  static final int DELTA = 1;
  static final int CUMULATIVE = 2;

  /// Fields of all points but their attributes.
  static final int START = 2;

  static final int TIME = 3;
  static final int COUNT = 4;
  static final int SUM = 5;

  /// Fields of points of histograms.
  static final int MIN = 11;

  static final int MAX = 12;

  static final int AS_DOUBLE = 4;
  static final int AS_INT = 6;

  /// The kinds of data, by the field that holds them.
  enum Kind {
    GAUGE(5, 7),
    SUM(7, 7),
    HISTOGRAM(9, 9),
    EXPONENTIAL_HISTOGRAM(10, 1),
    SUMMARY(11, 7);

    final int field;

    /// Where a point has its attributes.
    final int attributes;

    Kind(int field, int attributes) {
      this.field = field;
      this.attributes = attributes;
    }
  }

  private Metric() {}

  /// The metric that the frame stands on, or that encloses the point it stands on.
  static Fields of(Frame frame) {
    return Fields.of(frame.bytes(ContextName.METRIC));
  }

  /// The kind of data that a metric has, or null.
  static @Nullable Kind kind(Fields metric) {
    for (Kind kind : Kind.values()) {
      if (metric.has(kind.field)) {
        return kind;
      }
    }
    return null;
  }

  /// A kind as error messages name it.
  static String text(@Nullable Kind kind) {
    return kind == null ? "empty" : kind.name().toLowerCase(Locale.ROOT);
  }

  /// The points of a metric.
  static List<ByteRange> points(Fields metric, Kind kind) {
    return metric.message(kind.field).all(POINTS);
  }

  /// A number point with attributes and times of another.
  static Fields numberPoint(Fields point, Kind kind) {
    return new Fields()
        .copy(point, START, START)
        .copy(point, TIME, TIME)
        .copy(point, kind.attributes, Kind.SUM.attributes);
  }

  /// A metric with name, description and unit, without data.
  static Fields named(Fields metric, String name) {
    return new Fields()
        .text(NAME, name)
        .copy(metric, DESCRIPTION, DESCRIPTION)
        .copy(metric, UNIT, UNIT);
  }

  /// Data of a sum without points.
  static Fields sum(long temporality, boolean monotonic) {
    return new Fields().varint(TEMPORALITY, temporality).varint(MONOTONIC, monotonic ? 1 : 0);
  }

  /// The temporality of a name.
  ///
  /// @throws OttlException if there is none of this name
  static long temporality(String name) {
    return switch (name) {
      case "delta" -> DELTA;
      case "cumulative" -> CUMULATIVE;
      default ->
          throw new OttlException(
              "aggregation temporality \"" + name + "\" (expected: delta or cumulative)");
    };
  }
}
