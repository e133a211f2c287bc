package dev.weir.otlp.wire;

/// Steps over protobuf fields between two offsets, for code that walks bytes without a
/// [FieldCursor]. Nothing is read at or behind `limit`.
public final class Wire {
  private static final int MAX_VARINT = 10;

  private Wire() {}

  /// The offset behind the varint at `at`.
  ///
  /// @throws MalformedOtlpException if it does not end before `limit` or has more than 10 bytes
  public static int skipVarint(byte[] buffer, int at, int limit) {
    // Most varints are one byte, most others two.
    if (at < limit && buffer[at] >= 0) {
      return at + 1;
    }
    return limit - at > 1 && buffer[at + 1] >= 0 ? at + 2 : skipLongVarint(buffer, at, limit);
  }

  /// The length written as a varint at `at`, whose content starts at `value`.
  ///
  /// @throws MalformedOtlpException if the content does not end at `limit` or before
  public static int length(byte[] buffer, int at, int value, int limit) {
    int length = value - at == 2 ? (buffer[at] & 0x7F) | buffer[at + 1] << 7 : buffer[at];
    return length >= 0 && length <= limit - value ? length : longLength(buffer, at, value, limit);
  }

  /// The offset behind the field that starts with its tag at `at`.
  ///
  /// @throws MalformedOtlpException if the field does not end at `limit` or before
  public static int skipField(byte[] buffer, int at, int limit) {
    int value = skipVarint(buffer, at, limit);
    int wireType = buffer[at] & 7;
    return switch (wireType) {
      case FieldCursor.VARINT -> skipVarint(buffer, value, limit);
      case FieldCursor.FIXED64 -> skipFixed(value, 8, limit);
      case FieldCursor.FIXED32 -> skipFixed(value, 4, limit);
      case FieldCursor.BYTES -> {
        int content = skipVarint(buffer, value, limit);
        yield content + length(buffer, value, content, limit);
      }
      default -> throw new MalformedOtlpException("wire type " + wireType, at);
    };
  }

  /// The offset `size` bytes behind `at`.
  ///
  /// @throws MalformedOtlpException if it lies behind `limit`
  public static int skipFixed(int at, int size, int limit) {
    if (limit - at < size) {
      throw new MalformedOtlpException("truncated fixed" + size * 8, at);
    }
    return at + size;
  }

  private static int skipLongVarint(byte[] buffer, int at, int limit) {
    int last = Math.min(limit - at, MAX_VARINT) + at;
    for (int next = at; next < last; next++) {
      if (buffer[next] >= 0) {
        return next + 1;
      }
    }
    throw new MalformedOtlpException(
        last == limit ? "truncated varint" : "varint longer than 10 bytes", at);
  }

  private static int longLength(byte[] buffer, int at, int value, int limit) {
    long length = FieldCursor.varintAt(buffer, at);
    if (length < 0 || length > limit - value) {
      throw new MalformedOtlpException(
          "value of " + length + " bytes (expected: at most " + (limit - value) + ")", value);
    }
    return (int) length;
  }
}
