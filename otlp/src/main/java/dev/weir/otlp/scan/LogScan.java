package dev.weir.otlp.scan;

import static dev.weir.otlp.wire.FieldCursor.BYTES;
import static dev.weir.otlp.wire.FieldCursor.FIXED32;
import static dev.weir.otlp.wire.FieldCursor.FIXED64;
import static dev.weir.otlp.wire.FieldCursor.VARINT;

import dev.weir.otlp.Signal;

/// Scans `ExportLogsServiceRequest`; the items are log records.
final class LogScan extends RequestScan {
  LogScan(byte[] buffer, int start) {
    super(buffer, start, Signal.LOGS);
  }

  @Override
  int item(int start, int limit) {
    items++;
    return logRecord(start, limit);
  }

  private int logRecord(int start, int limit) {
    long frame = frame(start, limit);
    int end = end(frame);
    int at = start(frame);
    while (at < end) {
      switch (buffer[at++]) {
        case 1 << 3 | FIXED64 -> at = fixed64(at, end); // time_unix_nano
        case 2 << 3 | VARINT -> at = varint(at, end); // severity_number
        case 3 << 3 | BYTES -> at = string(at, end); // severity_text
        case 5 << 3 | BYTES -> at = anyValue(at, end, ITEM_DEPTH + 1); // body
        case 6 << 3 | BYTES -> at = keyValue(at, end, ITEM_DEPTH + 1); // attributes
        case 7 << 3 | VARINT -> at = varint(at, end); // dropped_attributes_count
        case 8 << 3 | FIXED32 -> at = fixed32(at, end); // flags
        case 9 << 3 | BYTES -> at = id(at, end, 16); // trace_id
        case 10 << 3 | BYTES -> at = id(at, end, 8); // span_id
        case 11 << 3 | FIXED64 -> at = fixed64(at, end); // observed_time_unix_nano
        case 12 << 3 | BYTES -> at = string(at, end); // event_name
        default -> at = other(at - 1, end, Message.LOG_RECORD);
      }
    }
    return end;
  }
}
