package dev.weir.ottl.metrics;

import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.ProtoWriter;
import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.OttlException;
import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.context.Frame;
import dev.weir.ottl.metrics.Metric.Kind;
import dev.weir.ottl.value.AnyValues;
import dev.weir.ottl.value.DecodedMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Makes one point of those of a metric that have the same attributes and the same time.
final class Aggregation {
  /// Points of one group become one.
  ///
  /// @param start 0 for cumulative points, which are the same whenever they started
  /// @param bounds of histograms, as their bytes
  private record Group(DecodedMap attributes, long time, long start, List<Byte> bounds) {}

  private static final int BOUNDS = 7;

  private final NumberMerge numbers;

  private Aggregation(NumberMerge numbers) {
    this.numbers = numbers;
  }

  /// The aggregation of a name.
  ///
  /// @throws OttlException if there is none of this name
  static Aggregation of(String function) {
    for (NumberMerge merge : NumberMerge.values()) {
      if (merge.text().equals(function)) {
        return new Aggregation(merge);
      }
    }
    throw new OttlException(
        "function \"" + function + "\" (expected: sum, max, min, mean, median or count)");
  }

  /// Changes the metric that the frame stands on.
  ///
  /// @param change what happens to the attributes of each point before
  void run(Frame frame, Consumer<DecodedMap> change) {
    Fields metric = Metric.of(frame);
    Kind kind = Metric.kind(metric);
    if (kind == null || kind == Kind.SUMMARY) {
      throw new EvaluationException(
          "aggregation of a metric that is "
              + Metric.text(kind)
              + " (expected: gauge, sum or histogram)");
    }
    boolean ofNumbers = kind == Kind.GAUGE || kind == Kind.SUM;
    if (!ofNumbers && numbers != NumberMerge.SUM) {
      throw new EvaluationException(
          "aggregation of a histogram by " + numbers.text() + " (expected: sum)");
    }
    Fields data = metric.message(kind.field);
    boolean isDelta = data.bits(Metric.TEMPORALITY) == Metric.DELTA && kind != Kind.GAUGE;
    Fields merged = new Fields();
    for (List<Fields> points : groups(data, kind, isDelta, change).values()) {
      Fields one = ofNumbers ? numbers.merge(points) : HistogramMerge.merge(points, kind);
      merged.add(Metric.POINTS, earliest(one, points).range());
    }
    merged.copy(data, Metric.TEMPORALITY, Metric.TEMPORALITY);
    merged.copy(data, Metric.MONOTONIC, Metric.MONOTONIC);
    frame.edit(ContextName.METRIC).bytes(kind.field, merged.range().toByteArray());
  }

  private static Map<Group, List<Fields>> groups(
      Fields data, Kind kind, boolean isDelta, Consumer<DecodedMap> change) {
    Map<Group, List<Fields>> groups = new LinkedHashMap<>();
    for (ByteRange range : data.all(Metric.POINTS)) {
      AttributesView view =
          new AttributesView()
              .over(
                  range.buffer(), range.offset(), range.offset() + range.length(), kind.attributes);
      DecodedMap attributes = AnyValues.decode(view);
      change.accept(attributes);
      Fields point = Fields.of(range).remove(kind.attributes);
      ProtoWriter out = new ProtoWriter();
      AnyValues.encodeEntries(attributes, kind.attributes, out);
      point.copy(Fields.of(ByteRange.of(out.toByteArray())), kind.attributes, kind.attributes);
      Group group =
          new Group(
              attributes,
              point.bits(Metric.TIME),
              isDelta ? point.bits(Metric.START) : 0,
              kind == Kind.HISTOGRAM ? bytes(point.all(BOUNDS)) : List.of());
      groups.computeIfAbsent(group, g -> new ArrayList<>()).add(point);
    }
    return groups;
  }

  private static Fields earliest(Fields merged, List<Fields> points) {
    long start = merged.bits(Metric.START);
    for (Fields point : points) {
      long other = point.bits(Metric.START);
      start = Long.compareUnsigned(other, start) < 0 ? other : start;
    }
    return start == merged.bits(Metric.START) ? merged : merged.fixed64(Metric.START, start);
  }

  private static List<Byte> bytes(List<ByteRange> ranges) {
    List<Byte> bytes = new ArrayList<>();
    for (ByteRange range : ranges) {
      for (byte next : range.toByteArray()) {
        bytes.add(next);
      }
    }
    return bytes;
  }
}
