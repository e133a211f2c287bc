package dev.weir.otlp.common;

import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.Wire;

/// Walks the occurrences of one length-delimited field between two offsets, and steps over other
/// fields there. Field numbers are below 16, so that a tag is one byte.
final class Occurrences {
  private byte[] buffer = {};
  private int from;
  private int limit;
  private int tag;
  private int at;

  private int valueOffset;
  private int valueLength;

  void over(byte[] buffer, int from, int limit, int number) {
    this.buffer = buffer;
    this.from = from;
    this.limit = limit;
    this.tag = number << 3 | FieldCursor.BYTES;
    at = from;
  }

  void rewind() {
    at = from;
  }

  boolean next() {
    byte[] buffer = this.buffer;
    int limit = this.limit;
    int at = this.at;
    while (at < limit) {
      if (buffer[at] == tag) {
        int value = at + 2;
        int length = at + 2 < limit ? buffer[at + 1] : -1;
        if (length < 0 || length > limit - value) {
          value = Wire.skipVarint(buffer, at + 1, limit);
          length = Wire.length(buffer, at + 1, value, limit);
        }
        valueOffset = value;
        valueLength = length;
        this.at = value + length;
        return true;
      }
      at = Wire.skipField(buffer, at, limit);
    }
    this.at = at;
    return false;
  }

  byte[] buffer() {
    return buffer;
  }

  int valueOffset() {
    return valueOffset;
  }

  int valueLength() {
    return valueLength;
  }
}
