package dev.weir.collector.processors.metricstransform;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.weir.collector.helper.metrics.MetricPoint;
import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.common.BytesView;
import java.util.Map;
import java.util.TreeMap;

/// What points must have in common to be made one.
///
/// @param labels their encoded values by name
/// @param start of deltas, which only add up over the same time; 0 otherwise
record PointKey(Map<String, String> labels, long time, long start, boolean isWithoutValue) {
  static PointKey of(MetricPoint point, boolean isDelta) {
    Map<String, String> labels = new TreeMap<>();
    AttributesView attributes = point.attributes();
    while (attributes.next()) {
      BytesView key = attributes.key();
      AnyValueView value = attributes.value();
      labels.put(
          text(key.buffer(), key.offset(), key.length()),
          text(value.buffer(), value.offset(), value.length()));
    }
    return new PointKey(
        labels, point.time(), isDelta ? point.startTime() : 0, point.isWithoutValue());
  }

  private static String text(byte[] buffer, int offset, int length) {
    return new String(buffer, offset, length, ISO_8859_1);
  }
}
