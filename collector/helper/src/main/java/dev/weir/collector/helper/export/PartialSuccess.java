package dev.weir.collector.helper.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.otlp.Signal;
import dev.weir.otlp.json.OtlpJsonReader;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.FieldCursor;

/// What an `Export…ServiceResponse` says, which has the same fields for every signal.
///
/// @param rejected items that were not taken, and must not be sent again
/// @param message for people; empty when all is well
public record PartialSuccess(long rejected, String message) {
  /// Everything was taken.
  public static final PartialSuccess NONE = new PartialSuccess(0, "");

  private static final int PARTIAL_SUCCESS = 1;
  private static final int REJECTED = 1;
  private static final int ERROR_MESSAGE = 2;

  /// Reads a response in protobuf.
  ///
  /// @throws dev.weir.otlp.wire.MalformedOtlpException when it is none
  public static PartialSuccess read(ByteRange response) {
    PartialSuccess found = NONE;
    FieldCursor field = cursor(response.buffer(), response.offset(), response.length());
    while (field.next()) {
      if (field.number() == PARTIAL_SUCCESS && field.wireType() == FieldCursor.BYTES) {
        found =
            partial(cursor(response.buffer(), field.valueOffset(), field.valueLength()), response);
      }
    }
    return found;
  }

  /// Reads a response in JSON.
  ///
  /// @throws dev.weir.otlp.json.MalformedOtlpJsonException when it is none
  public static PartialSuccess readJson(Signal signal, ByteRange response) {
    return read(
        ByteRange.of(
            OtlpJsonReader.readResponse(
                signal, response.buffer(), response.offset(), response.length())));
  }

  private static PartialSuccess partial(FieldCursor field, ByteRange in) {
    long rejected = 0;
    String message = "";
    while (field.next()) {
      if (field.number() == REJECTED && field.wireType() == FieldCursor.VARINT) {
        rejected = FieldCursor.varintAt(in.buffer(), field.valueOffset());
      } else if (field.number() == ERROR_MESSAGE && field.wireType() == FieldCursor.BYTES) {
        message = new String(in.buffer(), field.valueOffset(), field.valueLength(), UTF_8);
      }
    }
    return new PartialSuccess(Math.max(0, rejected), message);
  }

  private static FieldCursor cursor(byte[] buffer, int offset, int length) {
    return new FieldCursor().wrap(buffer, offset, length);
  }
}
