package dev.weir.collector.helper.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.MalformedOtlpException;
import org.jspecify.annotations.Nullable;

/// What the body of an error says: the message of a `google.rpc.Status` in protobuf, or the
/// beginning of a text.
public final class StatusMessage {
  private static final int MAX = 500;
  private static final int MESSAGE = 2;

  private StatusMessage() {}

  /// The message, on one line; empty when there is none.
  public static String of(ByteRange body) {
    String text = fromProtobuf(body);
    if (text == null) {
      text = new String(body.buffer(), body.offset(), Math.min(body.length(), MAX), UTF_8);
    }
    String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() > MAX ? line.substring(0, MAX) : line;
  }

  private static @Nullable String fromProtobuf(ByteRange body) {
    String message = "";
    try {
      FieldCursor field = new FieldCursor().wrap(body.buffer(), body.offset(), body.length());
      while (field.next()) {
        if (field.number() < 1 || field.number() > 3) {
          return null;
        }
        if (field.number() == MESSAGE && field.wireType() == FieldCursor.BYTES) {
          message = new String(body.buffer(), field.valueOffset(), field.valueLength(), UTF_8);
        }
      }
    } catch (MalformedOtlpException e) {
      return null;
    }
    return message;
  }
}
