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

  /// The tags of a short attribute, as a word has them, and which bits of it are not lengths.
  private static final long KEY = 0x00_0A_00L;

  private static final long KEY_MASK = 0x80_FF_80L;
  private static final long VALUE = 0x00_0A_00_12L;
  private static final long VALUE_MASK = 0x80_FF_80_FFL;

  ValueScan(byte[] buffer, int start) {
    super(buffer, start);
  }

  /// Most attributes are two short strings, and then lie like this:
  ///
  /// ```
  /// at                  value                          end
  /// | length | 0A | length | key | 12 | length | 0A | length | string |
  /// ```
  ///
  /// Two loads and a comparison each tell whether this is one.
  final int keyValue(int at, int limit, int depth) {
    if (buffer.length - at >= Long.BYTES) {
      long head = word(at);
      int end = at + 1 + ((int) head & 0x7F);
      int value = at + 3 + ((int) (head >>> 16) & 0x7F);
      if ((head & KEY_MASK) == KEY && end <= limit && isShortString(value, end)) {
        text(at + 3, value);
        text(value + 4, end);
        return end;
      }
    }
    return anyKeyValue(at, limit, depth);
  }

  private boolean isShortString(int value, int end) {
    if (end - value < 4 || buffer.length - value < Long.BYTES) {
      return false;
    }
    long head = word(value);
    return (head & VALUE_MASK) == VALUE
        && ((int) (head >>> 8) & 0x7F) == end - value - 2
        && ((int) (head >>> 24) & 0x7F) == end - value - 4;
  }

  private int anyKeyValue(int start, int limit, int depth) {
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
