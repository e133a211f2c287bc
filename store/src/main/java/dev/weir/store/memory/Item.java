package dev.weir.store.memory;

import dev.weir.store.items.MetricPoint;
import dev.weir.store.query.Exemplar;
import dev.weir.store.query.Intrinsic;
import dev.weir.store.query.ItemRef;
import dev.weir.store.query.MetricInfo;
import dev.weir.store.query.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One stored item, decoded.
///
/// @param fields intrinsics of one value
/// @param metric numbers, if it is a metric point
record Item(
    ItemRef ref,
    long time,
    Map<Intrinsic, Value> fields,
    Map<String, Value> resource,
    Map<String, Value> instrumentation,
    Map<String, Value> attributes,
    List<Part> events,
    List<Part> links,
    @Nullable Metric metric) {

  /// An event or a link.
  record Part(Map<Intrinsic, Value> fields, Map<String, Value> attributes) {}

  /// What only metric points have. The number of series and the services are not known here.
  record Metric(MetricInfo info, MetricPoint point, List<Exemplar> exemplars) {}

  /// The text of an intrinsic, empty if it is missing.
  String text(Intrinsic intrinsic) {
    return fields.get(intrinsic) instanceof Value.Text(String text) ? text : "";
  }

  /// The number of an intrinsic, 0 if it is missing.
  long number(Intrinsic intrinsic) {
    return fields.get(intrinsic) instanceof Value.Int(long number) ? number : 0;
  }

  String traceId() {
    return text(Intrinsic.TRACE_ID);
  }

  String spanId() {
    return text(Intrinsic.SPAN_ID);
  }

  String parentId() {
    return text(Intrinsic.PARENT_SPAN_ID);
  }

  /// Orders the spans of a trace.
  static int byStart(Item left, Item right) {
    int byTime = Long.compare(left.time(), right.time());
    return byTime != 0 ? byTime : left.spanId().compareTo(right.spanId());
  }

  long end() {
    return time + number(Intrinsic.DURATION);
  }

  boolean isError() {
    return text(Intrinsic.STATUS).equals("error") || number(Intrinsic.SEVERITY_NUMBER) >= 17;
  }
}
