package dev.weir.otlp.scan;

import static dev.weir.otlp.wire.FieldCursor.BYTES;
import static dev.weir.otlp.wire.FieldCursor.FIXED32;
import static dev.weir.otlp.wire.FieldCursor.FIXED64;
import static dev.weir.otlp.wire.FieldCursor.VARINT;

import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.MalformedOtlpException;
import dev.weir.otlp.wire.ProtoWriter;

/// The scalars of protobuf. Every method takes the position of a value (its tag is read) and the
/// end of the message that holds it, and returns the position behind the value.
///
/// Positions live in locals and travel as arguments and results, since a position kept in a field
/// would be stored and loaded again at every step.
abstract class WireScan {
  private static final int MAX_VARINT = 10;

  final byte[] buffer;
  private final int start;
  int invalidStrings;

  WireScan(byte[] buffer, int start) {
    this.buffer = buffer;
    this.start = start;
  }

  final int varint(int at, int limit) {
    return at < limit && buffer[at] >= 0 ? at + 1 : longVarint(at, limit);
  }

  private int longVarint(int at, int limit) {
    int stop = Math.min(limit, at + MAX_VARINT);
    for (int i = at; i < stop; ) {
      if (buffer[i++] >= 0) {
        return i;
      }
    }
    throw endlessVarint(at, limit);
  }

  final int fixed64(int at, int limit) {
    return skip(at, 8, limit);
  }

  final int fixed32(int at, int limit) {
    return skip(at, 4, limit);
  }

  final int string(int at, int limit) {
    long frame = frame(at, limit);
    text(start(frame), end(frame));
    return end(frame);
  }

  /// Checks the content of a string.
  final void text(int start, int end) {
    if (!Utf8.isValid(buffer, start, end)) {
      invalidStrings++;
    }
  }

  /// The 8 bytes at `at`, the first in the lowest bits.
  final long word(int at) {
    return FieldCursor.fixed64At(buffer, at);
  }

  final int bytes(int at, int limit) {
    return end(frame(at, limit));
  }

  /// Bytes that must be `size` long, or empty.
  final int id(int at, int limit, int size) {
    long frame = frame(at, limit);
    int length = end(frame) - start(frame);
    if (length != size && length != 0) {
      throw malformed("id of " + length + " bytes (expected: 0 or " + size + ")", at);
    }
    return end(frame);
  }

  final int packedFixed64(int at, int limit) {
    long frame = frame(at, limit);
    int length = end(frame) - start(frame);
    if ((length & 7) != 0) {
      throw malformed("packed numbers of " + length + " bytes (expected: a multiple of 8)", at);
    }
    return end(frame);
  }

  final int packedVarints(int at, int limit) {
    long frame = frame(at, limit);
    int end = end(frame);
    for (int i = start(frame); i < end; ) {
      i = varint(i, end);
    }
    return end;
  }

  /// Reads the length that stands before strings, bytes and messages. The result holds where the
  /// content starts and ends: see [#start] and [#end].
  final long frame(int at, int limit) {
    if (at < limit) {
      int length = buffer[at];
      if (length >= 0 && length < limit - at) {
        return frameOf(at + 1, at + 1 + length);
      }
    }
    return longFrame(at, limit);
  }

  static int start(long frame) {
    return (int) frame;
  }

  static int end(long frame) {
    return (int) (frame >>> 32);
  }

  /// Handles a field whose tag, at `at`, is none that `message` expects: a field that it does not
  /// know is skipped, one that it knows has the wrong wire type.
  final int other(int at, int limit, Message message) {
    int tagEnd = varint(at, limit);
    long tag = value(at, tagEnd);
    if (tag >>> 32 != 0) {
      throw malformed("tag " + Long.toUnsignedString(tag) + " (expected: below 2^32)", at);
    }
    if (tagEnd - at != ProtoWriter.varintSize(tag)) {
      throw malformed(
          "tag " + tag + " in " + (tagEnd - at) + " bytes (expected: the shortest)", at);
    }
    int number = (int) (tag >>> 3);
    int wireType = (int) tag & 7;
    if (number == 0) {
      throw malformed("field number 0 (expected: 1 or more)", at);
    }
    if (message.knows(number)) {
      throw malformed(
          "wire type %d of field %d in %s (expected: %s)"
              .formatted(wireType, number, message, message.expectedWireTypes(number)),
          at);
    }
    return switch (wireType) {
      case VARINT -> varint(tagEnd, limit);
      case FIXED64 -> fixed64(tagEnd, limit);
      case BYTES -> bytes(tagEnd, limit);
      case FIXED32 -> fixed32(tagEnd, limit);
      default ->
          throw malformed(
              "wire type " + wireType + " of field " + number + " (expected: 0, 1, 2 or 5)", at);
    };
  }

  /// An exception that counts its offset from the start of the request.
  final MalformedOtlpException malformed(String what, int at) {
    return new MalformedOtlpException(what, at - start);
  }

  private int skip(int at, int size, int limit) {
    if (limit - at < size) {
      throw malformed("end after " + (limit - at) + " bytes (expected: " + size + ")", at);
    }
    return at + size;
  }

  private long longFrame(int at, int limit) {
    int content = varint(at, limit);
    long length = value(at, content);
    if (length < 0 || length > limit - content) {
      throw malformed(
          "length of "
              + Long.toUnsignedString(length)
              + " (expected: at most "
              + (limit - content)
              + ")",
          at);
    }
    return frameOf(content, content + (int) length);
  }

  private static long frameOf(int start, int end) {
    return (long) end << 32 | start;
  }

  private long value(int at, int end) {
    long value = 0;
    for (int i = at, shift = 0; i < end; i++, shift += 7) {
      value |= (buffer[i] & 0x7FL) << shift;
    }
    return value;
  }

  private MalformedOtlpException endlessVarint(int at, int limit) {
    return limit - at < MAX_VARINT
        ? malformed("end within a varint (expected: a byte below 128)", limit)
        : malformed("varint of more than 10 bytes (expected: at most 10)", at);
  }
}
