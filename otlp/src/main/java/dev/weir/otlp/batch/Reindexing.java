package dev.weir.otlp.batch;

import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.ProtoWriter;
import java.util.EnumMap;
import java.util.Map;

/// Rewrites messages of one request whose dictionary became part of another: every index is
/// replaced by the one that the same entry has there.
final class Reindexing {
  private static final int[] NONE = {};

  private final Map<DictionaryTable, int[]> indices = new EnumMap<>(DictionaryTable.class);

  /// @param newIndices of the entries of a table, by their old ones
  void set(DictionaryTable table, int[] newIndices) {
    indices.put(table, newIndices);
  }

  /// Writes the fields of a message with its new indices.
  void rewrite(ProfileShape shape, ByteRange message, ProtoWriter out) {
    byte[] buffer = message.buffer();
    FieldCursor field = new FieldCursor().wrap(buffer, message.offset(), message.length());
    while (field.next()) {
      DictionaryTable table = shape.table(field.number());
      ProfileShape nested = shape.message(field.number());
      if (table != null && field.wireType() == FieldCursor.VARINT) {
        out.uint64(field.number(), index(table, buffer, field.valueOffset()));
      } else if (table != null && field.wireType() == FieldCursor.BYTES) {
        packed(table, buffer, field, out);
      } else if (nested != null && field.wireType() == FieldCursor.BYTES) {
        int mark = out.beginMessage(field.number(), field.valueLength());
        rewrite(nested, new ByteRange(buffer, field.valueOffset(), field.valueLength()), out);
        out.endMessage(mark, ProtoWriter.varintSize(field.valueLength()));
      } else {
        out.raw(buffer, field.startOffset(), field.endOffset() - field.startOffset());
      }
    }
  }

  private void packed(DictionaryTable table, byte[] buffer, FieldCursor field, ProtoWriter out) {
    int mark = out.beginMessage(field.number(), field.valueLength());
    int at = field.valueOffset();
    while (at < field.endOffset()) {
      out.varint(index(table, buffer, at));
      while (buffer[at++] < 0) {
        // the bytes of one number
      }
    }
    out.endMessage(mark, ProtoWriter.varintSize(field.valueLength()));
  }

  /// The new index; that of the zero value for one that refers to nothing.
  private int index(DictionaryTable table, byte[] buffer, int offset) {
    long old = FieldCursor.varintAt(buffer, offset);
    int[] all = indices.getOrDefault(table, NONE);
    return old >= 0 && old < all.length ? all[(int) old] : 0;
  }
}
