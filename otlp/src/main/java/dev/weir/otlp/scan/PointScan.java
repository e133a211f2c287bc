package dev.weir.otlp.scan;

import static dev.weir.otlp.wire.FieldCursor.BYTES;
import static dev.weir.otlp.wire.FieldCursor.FIXED64;
import static dev.weir.otlp.wire.FieldCursor.VARINT;

import dev.weir.otlp.Signal;

/// Scans the data points of the five kinds of metrics.
abstract class PointScan extends RequestScan {
  /// Below the request lie resource, scope, metric and data, then the data points.
  private static final int POINT_DEPTH = ITEM_DEPTH + 2;

  PointScan(byte[] buffer, int start) {
    super(buffer, start, Signal.METRICS);
  }

  final int numberPoint(int start, int limit) {
    items++;
    long frame = frame(start, limit);
    int end = end(frame);
    int at = start(frame);
    while (at < end) {
      switch (buffer[at++]) {
        case 2 << 3 | FIXED64 -> at = fixed64(at, end); // start_time_unix_nano
        case 3 << 3 | FIXED64 -> at = fixed64(at, end); // time_unix_nano
        case 4 << 3 | FIXED64 -> at = fixed64(at, end); // as_double
        case 5 << 3 | BYTES -> at = exemplar(at, end); // exemplars
        case 6 << 3 | FIXED64 -> at = fixed64(at, end); // as_int
        case 7 << 3 | BYTES -> at = keyValue(at, end, POINT_DEPTH + 1); // attributes
        case 8 << 3 | VARINT -> at = varint(at, end); // flags
        default -> at = other(at - 1, end, Message.NUMBER_POINT);
      }
    }
    return end;
  }

  final int histogramPoint(int start, int limit) {
    items++;
    long frame = frame(start, limit);
    int end = end(frame);
    int at = start(frame);
    while (at < end) {
      switch (buffer[at++]) {
        case 2 << 3 | FIXED64 -> at = fixed64(at, end); // start_time_unix_nano
        case 3 << 3 | FIXED64 -> at = fixed64(at, end); // time_unix_nano
        case 4 << 3 | FIXED64 -> at = fixed64(at, end); // count
        case 5 << 3 | FIXED64 -> at = fixed64(at, end); // sum
        case 6 << 3 | BYTES -> at = packedFixed64(at, end); // bucket_counts
        case 6 << 3 | FIXED64 -> at = fixed64(at, end); // bucket_counts
        case 7 << 3 | BYTES -> at = packedFixed64(at, end); // explicit_bounds
        case 7 << 3 | FIXED64 -> at = fixed64(at, end); // explicit_bounds
        case 8 << 3 | BYTES -> at = exemplar(at, end); // exemplars
        case 9 << 3 | BYTES -> at = keyValue(at, end, POINT_DEPTH + 1); // attributes
        case 10 << 3 | VARINT -> at = varint(at, end); // flags
        case 11 << 3 | FIXED64 -> at = fixed64(at, end); // min
        case 12 << 3 | FIXED64 -> at = fixed64(at, end); // max
        default -> at = other(at - 1, end, Message.HISTOGRAM_POINT);
      }
    }
    return end;
  }

  final int exponentialPoint(int start, int limit) {
    items++;
    long frame = frame(start, limit);
    int end = end(frame);
    int at = start(frame);
    while (at < end) {
      switch (buffer[at++]) {
        case 1 << 3 | BYTES -> at = keyValue(at, end, POINT_DEPTH + 1); // attributes
        case 2 << 3 | FIXED64 -> at = fixed64(at, end); // start_time_unix_nano
        case 3 << 3 | FIXED64 -> at = fixed64(at, end); // time_unix_nano
        case 4 << 3 | FIXED64 -> at = fixed64(at, end); // count
        case 5 << 3 | FIXED64 -> at = fixed64(at, end); // sum
        case 6 << 3 | VARINT -> at = varint(at, end); // scale
        case 7 << 3 | FIXED64 -> at = fixed64(at, end); // zero_count
        case 8 << 3 | BYTES -> at = buckets(at, end); // positive
        case 9 << 3 | BYTES -> at = buckets(at, end); // negative
        case 10 << 3 | VARINT -> at = varint(at, end); // flags
        case 11 << 3 | BYTES -> at = exemplar(at, end); // exemplars
        case 12 << 3 | FIXED64 -> at = fixed64(at, end); // min
        case 13 << 3 | FIXED64 -> at = fixed64(at, end); // max
        case 14 << 3 | FIXED64 -> at = fixed64(at, end); // zero_threshold
        default -> at = other(at - 1, end, Message.EXPONENTIAL_POINT);
      }
    }
    return end;
  }

  final int summaryPoint(int start, int limit) {
    items++;
    long frame = frame(start, limit);
    int end = end(frame);
    int at = start(frame);
    while (at < end) {
      switch (buffer[at++]) {
        case 2 << 3 | FIXED64 -> at = fixed64(at, end); // start_time_unix_nano
        case 3 << 3 | FIXED64 -> at = fixed64(at, end); // time_unix_nano
        case 4 << 3 | FIXED64 -> at = fixed64(at, end); // count
        case 5 << 3 | FIXED64 -> at = fixed64(at, end); // sum
        case 6 << 3 | BYTES -> at = valueAtQuantile(at, end); // quantile_values
        case 7 << 3 | BYTES -> at = keyValue(at, end, POINT_DEPTH + 1); // attributes
        case 8 << 3 | VARINT -> at = varint(at, end); // flags
        default -> at = other(at - 1, end, Message.SUMMARY_POINT);
      }
    }
    return end;
  }

  private int buckets(int start, int limit) {
    long frame = frame(start, limit);
    int end = end(frame);
    int at = start(frame);
    while (at < end) {
      switch (buffer[at++]) {
        case 1 << 3 | VARINT -> at = varint(at, end); // offset
        case 2 << 3 | BYTES -> at = packedVarints(at, end); // bucket_counts
        case 2 << 3 | VARINT -> at = varint(at, end); // bucket_counts
        default -> at = other(at - 1, end, Message.BUCKETS);
      }
    }
    return end;
  }

  private int valueAtQuantile(int start, int limit) {
    long frame = frame(start, limit);
    int end = end(frame);
    int at = start(frame);
    while (at < end) {
      switch (buffer[at++]) {
        case 1 << 3 | FIXED64 -> at = fixed64(at, end); // quantile
        case 2 << 3 | FIXED64 -> at = fixed64(at, end); // value
        default -> at = other(at - 1, end, Message.VALUE_AT_QUANTILE);
      }
    }
    return end;
  }

  private int exemplar(int start, int limit) {
    long frame = frame(start, limit);
    int end = end(frame);
    int at = start(frame);
    while (at < end) {
      switch (buffer[at++]) {
        case 2 << 3 | FIXED64 -> at = fixed64(at, end); // time_unix_nano
        case 3 << 3 | FIXED64 -> at = fixed64(at, end); // as_double
        case 4 << 3 | BYTES -> at = id(at, end, 8); // span_id
        case 5 << 3 | BYTES -> at = id(at, end, 16); // trace_id
        case 6 << 3 | FIXED64 -> at = fixed64(at, end); // as_int
        case 7 << 3 | BYTES -> at = keyValue(at, end, POINT_DEPTH + 2); // filtered_attributes
        default -> at = other(at - 1, end, Message.EXEMPLAR);
      }
    }
    return end;
  }
}
