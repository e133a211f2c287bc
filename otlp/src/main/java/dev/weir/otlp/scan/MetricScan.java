package dev.weir.otlp.scan;

import static dev.weir.otlp.wire.FieldCursor.BYTES;
import static dev.weir.otlp.wire.FieldCursor.VARINT;

import dev.weir.otlp.wire.MalformedOtlpException;

/// Scans `ExportMetricsServiceRequest`; the items are data points.
final class MetricScan extends PointScan {
  MetricScan(byte[] buffer, int start) {
    super(buffer, start);
  }

  @Override
  int item(int start, int limit) {
    return metric(start, limit);
  }

  private int metric(int start, int limit) {
    long frame = frame(start, limit);
    int end = end(frame);
    int at = start(frame);
    int data = 0;
    while (at < end) {
      int tag = buffer[at++];
      switch (tag) {
        case 1 << 3 | BYTES -> at = string(at, end); // name
        case 2 << 3 | BYTES -> at = string(at, end); // description
        case 3 << 3 | BYTES -> at = string(at, end); // unit
        case 5 << 3 | BYTES, 7 << 3 | BYTES, 9 << 3 | BYTES, 10 << 3 | BYTES, 11 << 3 | BYTES -> {
          if (data != 0) {
            throw secondData(data >> 3, tag >> 3, at - 1);
          }
          data = tag;
          at = data(tag >> 3, at, end);
        }
        case 12 << 3 | BYTES -> at = keyValue(at, end, ITEM_DEPTH + 1); // metadata
        default -> at = other(at - 1, end, Message.METRIC);
      }
    }
    return end;
  }

  private int data(int field, int at, int end) {
    return switch (field) {
      case 5 -> gauge(at, end);
      case 7 -> sum(at, end);
      case 9 -> histogram(at, end);
      case 10 -> exponentialHistogram(at, end);
      default -> summary(at, end);
    };
  }

  private MalformedOtlpException secondData(int first, int second, int at) {
    return malformed(
        "data fields %d and %d in one metric (expected: one)".formatted(first, second), at);
  }

  private int gauge(int start, int limit) {
    long frame = frame(start, limit);
    int end = end(frame);
    int at = start(frame);
    while (at < end) {
      switch (buffer[at++]) {
        case 1 << 3 | BYTES -> at = numberPoint(at, end); // data_points
        default -> at = other(at - 1, end, Message.GAUGE);
      }
    }
    return end;
  }

  private int sum(int start, int limit) {
    long frame = frame(start, limit);
    int end = end(frame);
    int at = start(frame);
    while (at < end) {
      switch (buffer[at++]) {
        case 1 << 3 | BYTES -> at = numberPoint(at, end); // data_points
        case 2 << 3 | VARINT -> at = varint(at, end); // aggregation_temporality
        case 3 << 3 | VARINT -> at = varint(at, end); // is_monotonic
        default -> at = other(at - 1, end, Message.SUM);
      }
    }
    return end;
  }

  private int histogram(int start, int limit) {
    long frame = frame(start, limit);
    int end = end(frame);
    int at = start(frame);
    while (at < end) {
      switch (buffer[at++]) {
        case 1 << 3 | BYTES -> at = histogramPoint(at, end); // data_points
        case 2 << 3 | VARINT -> at = varint(at, end); // aggregation_temporality
        default -> at = other(at - 1, end, Message.HISTOGRAM);
      }
    }
    return end;
  }

  private int exponentialHistogram(int start, int limit) {
    long frame = frame(start, limit);
    int end = end(frame);
    int at = start(frame);
    while (at < end) {
      switch (buffer[at++]) {
        case 1 << 3 | BYTES -> at = exponentialPoint(at, end); // data_points
        case 2 << 3 | VARINT -> at = varint(at, end); // aggregation_temporality
        default -> at = other(at - 1, end, Message.EXPONENTIAL_HISTOGRAM);
      }
    }
    return end;
  }

  private int summary(int start, int limit) {
    long frame = frame(start, limit);
    int end = end(frame);
    int at = start(frame);
    while (at < end) {
      switch (buffer[at++]) {
        case 1 << 3 | BYTES -> at = summaryPoint(at, end); // data_points
        default -> at = other(at - 1, end, Message.SUMMARY);
      }
    }
    return end;
  }
}
