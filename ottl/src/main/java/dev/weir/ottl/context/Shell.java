package dev.weir.ottl.context;

import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.ProtoWriter;

/// A message without its children: a span without events, a metric without data points.
final class Shell {
  private static final int EVENTS = 11;
  private static final long METRIC_DATA = 1L << 5 | 1L << 7 | 1L << 9 | 1L << 10 | 1L << 11;

  private Shell() {}

  static byte[] of(Shape shape, byte[] buffer, int from, int to) {
    ProtoWriter out = new ProtoWriter(to - from);
    FieldCursor fields = new FieldCursor().wrap(buffer, from, to - from);
    while (fields.next()) {
      if (shape == Shape.METRIC && isData(fields)) {
        int mark = out.beginMessage(fields.number());
        writeWithout(1, buffer, fields.valueOffset(), fields.endOffset(), out);
        out.endMessage(mark);
      } else if (shape != Shape.SPAN || fields.number() != EVENTS) {
        out.raw(buffer, fields.startOffset(), fields.endOffset() - fields.startOffset());
      }
    }
    return out.toByteArray();
  }

  static boolean isData(FieldCursor field) {
    return field.number() < Long.SIZE
        && (METRIC_DATA >> field.number() & 1) != 0
        && field.wireType() == FieldCursor.BYTES;
  }

  /// Writes the fields between two offsets but for those of one number.
  static void writeWithout(int number, byte[] buffer, int from, int to, ProtoWriter out) {
    FieldCursor fields = new FieldCursor().wrap(buffer, from, to - from);
    while (fields.next()) {
      if (fields.number() != number || fields.wireType() != FieldCursor.BYTES) {
        out.raw(buffer, fields.startOffset(), fields.endOffset() - fields.startOffset());
      }
    }
  }
}
