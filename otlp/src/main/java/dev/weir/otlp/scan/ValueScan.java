package dev.weir.otlp.scan;

import static dev.weir.otlp.wire.FieldCursor.BYTES;
import static dev.weir.otlp.wire.FieldCursor.FIXED64;
import static dev.weir.otlp.wire.FieldCursor.VARINT;

/// Scans attributes and the values they hold.
///
/// A depth counts messages, as decoders do that bound it: the request has 0, what it holds 1. Only
/// values can be nested without end, so only they are told how deep they lie.
abstract class ValueScan extends WireScan {
  private static final int MAX_DEPTH = 100;

  ValueScan(byte[] buffer, int start) {
    super(buffer, start);
  }

  final int keyValue(int start, int limit, int depth) {
    long frame = frame(start, limit);
    int end = end(frame);
    int at = start(frame);
    while (at < end) {
      switch (buffer[at++]) {
        case 1 << 3 | BYTES -> at = string(at, end); // key
        case 2 << 3 | BYTES -> at = anyValue(at, end, depth + 1); // value
        case 3 << 3 | VARINT -> at = varint(at, end); // key_strindex
        default -> at = other(at - 1, end, Message.KEY_VALUE);
      }
    }
    return end;
  }

  final int anyValue(int start, int limit, int depth) {
    long frame = frame(start, limit);
    int end = end(frame);
    int at = start(frame);
    while (at < end) {
      switch (buffer[at++]) {
        case 1 << 3 | BYTES -> at = string(at, end); // string_value
        case 2 << 3 | VARINT -> at = varint(at, end); // bool_value
        case 3 << 3 | VARINT -> at = varint(at, end); // int_value
        case 4 << 3 | FIXED64 -> at = fixed64(at, end); // double_value
        case 5 << 3 | BYTES -> at = arrayValue(at, end, depth + 1); // array_value
        case 6 << 3 | BYTES -> at = keyValueList(at, end, depth + 1); // kvlist_value
        case 7 << 3 | BYTES -> at = bytes(at, end); // bytes_value
        case 8 << 3 | VARINT -> at = varint(at, end); // string_value_strindex
        default -> at = other(at - 1, end, Message.ANY_VALUE);
      }
    }
    return end;
  }

  private int arrayValue(int start, int limit, int depth) {
    checkDepth(depth + 1, start);
    long frame = frame(start, limit);
    int end = end(frame);
    int at = start(frame);
    while (at < end) {
      switch (buffer[at++]) {
        case 1 << 3 | BYTES -> at = anyValue(at, end, depth + 1); // values
        default -> at = other(at - 1, end, Message.ARRAY_VALUE);
      }
    }
    return end;
  }

  private int keyValueList(int start, int limit, int depth) {
    checkDepth(depth + 2, start);
    long frame = frame(start, limit);
    int end = end(frame);
    int at = start(frame);
    while (at < end) {
      switch (buffer[at++]) {
        case 1 << 3 | BYTES -> at = keyValue(at, end, depth + 1); // values
        default -> at = other(at - 1, end, Message.KEY_VALUE_LIST);
      }
    }
    return end;
  }

  private void checkDepth(int depth, int at) {
    if (depth > MAX_DEPTH) {
      throw malformed("values nested " + depth + " messages deep (expected: at most 100)", at);
    }
  }
}
