package dev.weir.otlp.scan;

import static dev.weir.otlp.wire.FieldCursor.BYTES;
import static dev.weir.otlp.wire.FieldCursor.FIXED32;
import static dev.weir.otlp.wire.FieldCursor.FIXED64;
import static dev.weir.otlp.wire.FieldCursor.VARINT;

import dev.weir.otlp.Signal;

/// Scans `ExportTraceServiceRequest`; the items are spans.
final class TraceScan extends RequestScan {
  /// First of the two bytes of the tag of field 16 as fixed32.
  private static final byte FLAGS_TAG_START = (byte) 0x85;

  TraceScan(byte[] buffer, int start) {
    super(buffer, start, Signal.TRACES);
  }

  @Override
  int item(int start, int limit) {
    items++;
    return span(start, limit);
  }

  private int span(int start, int limit) {
    long frame = frame(start, limit);
    int end = end(frame);
    int at = start(frame);
    while (at < end) {
      switch (buffer[at++]) {
        case 1 << 3 | BYTES -> at = id(at, end, 16); // trace_id
        case 2 << 3 | BYTES -> at = id(at, end, 8); // span_id
        case 3 << 3 | BYTES -> at = string(at, end); // trace_state
        case 4 << 3 | BYTES -> at = id(at, end, 8); // parent_span_id
        case 5 << 3 | BYTES -> at = string(at, end); // name
        case 6 << 3 | VARINT -> at = varint(at, end); // kind
        case 7 << 3 | FIXED64 -> at = fixed64(at, end); // start_time_unix_nano
        case 8 << 3 | FIXED64 -> at = fixed64(at, end); // end_time_unix_nano
        case 9 << 3 | BYTES -> at = keyValue(at, end, ITEM_DEPTH + 1); // attributes
        case 10 << 3 | VARINT -> at = varint(at, end); // dropped_attributes_count
        case 11 << 3 | BYTES -> at = event(at, end); // events
        case 12 << 3 | VARINT -> at = varint(at, end); // dropped_events_count
        case 13 << 3 | BYTES -> at = link(at, end); // links
        case 14 << 3 | VARINT -> at = varint(at, end); // dropped_links_count
        case 15 << 3 | BYTES -> at = status(at, end); // status
        case FLAGS_TAG_START -> at = flags(at, end);
        default -> at = other(at - 1, end, Message.SPAN);
      }
    }
    return end;
  }

  /// Field 16 is the only one whose tag has 2 bytes; other fields begin with the same byte.
  private int flags(int at, int end) {
    return at < end && buffer[at] == 1 ? fixed32(at + 1, end) : other(at - 1, end, Message.SPAN);
  }

  private int event(int start, int limit) {
    long frame = frame(start, limit);
    int end = end(frame);
    int at = start(frame);
    while (at < end) {
      switch (buffer[at++]) {
        case 1 << 3 | FIXED64 -> at = fixed64(at, end); // time_unix_nano
        case 2 << 3 | BYTES -> at = string(at, end); // name
        case 3 << 3 | BYTES -> at = keyValue(at, end, ITEM_DEPTH + 2); // attributes
        case 4 << 3 | VARINT -> at = varint(at, end); // dropped_attributes_count
        default -> at = other(at - 1, end, Message.EVENT);
      }
    }
    return end;
  }

  private int link(int start, int limit) {
    long frame = frame(start, limit);
    int end = end(frame);
    int at = start(frame);
    while (at < end) {
      switch (buffer[at++]) {
        case 1 << 3 | BYTES -> at = id(at, end, 16); // trace_id
        case 2 << 3 | BYTES -> at = id(at, end, 8); // span_id
        case 3 << 3 | BYTES -> at = string(at, end); // trace_state
        case 4 << 3 | BYTES -> at = keyValue(at, end, ITEM_DEPTH + 2); // attributes
        case 5 << 3 | VARINT -> at = varint(at, end); // dropped_attributes_count
        case 6 << 3 | FIXED32 -> at = fixed32(at, end); // flags
        default -> at = other(at - 1, end, Message.LINK);
      }
    }
    return end;
  }

  private int status(int start, int limit) {
    long frame = frame(start, limit);
    int end = end(frame);
    int at = start(frame);
    while (at < end) {
      switch (buffer[at++]) {
        case 2 << 3 | BYTES -> at = string(at, end); // message
        case 3 << 3 | VARINT -> at = varint(at, end); // code
        default -> at = other(at - 1, end, Message.STATUS);
      }
    }
    return end;
  }
}
