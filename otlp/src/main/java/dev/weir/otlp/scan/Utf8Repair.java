package dev.weir.otlp.scan;

import static dev.weir.otlp.wire.FieldCursor.BYTES;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.ProtoWriter;

/// Replaces what is not UTF-8 in the strings of a request by U+FFFD. It is for requests in which
/// [OtlpScan] counted invalid strings, so it need not be fast.
public final class Utf8Repair {
  private final byte[] buffer;
  private final ProtoWriter out;

  private Utf8Repair(byte[] buffer, int length) {
    this.buffer = buffer;
    this.out = new ProtoWriter(length + length / 8);
  }

  /// A copy of a scanned request with every string valid and every length around it right.
  /// Everything else, unknown fields included, stays as it is.
  public static byte[] repair(Signal signal, ByteRange request) {
    Utf8Repair repair = new Utf8Repair(request.buffer(), request.length());
    repair.copy(Message.request(signal), request.offset(), request.length());
    return repair.out.toByteArray();
  }

  private void copy(Message message, int offset, int length) {
    FieldCursor fields = new FieldCursor().wrap(buffer, offset, length);
    while (fields.next()) {
      Message child = message.child(fields.number());
      if (child != null) {
        int mark = out.beginMessage(fields.number());
        copy(child, fields.valueOffset(), fields.valueLength());
        out.endMessage(mark);
      } else if (message.isString(fields.number()) && !isValid(fields)) {
        out.string(fields.number(), decode(fields));
      } else {
        out.raw(buffer, fields.startOffset(), fields.endOffset() - fields.startOffset());
      }
    }
  }

  private boolean isValid(FieldCursor field) {
    return field.wireType() == BYTES
        && Utf8.isValid(buffer, field.valueOffset(), field.endOffset());
  }

  /// Java's decoder puts U+FFFD where bytes are not UTF-8.
  private String decode(FieldCursor field) {
    return new String(buffer, field.valueOffset(), field.valueLength(), UTF_8);
  }
}
