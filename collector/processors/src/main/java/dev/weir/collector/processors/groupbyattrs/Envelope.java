package dev.weir.collector.processors.groupbyattrs;

import dev.weir.collector.helper.values.ByteKey;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.ProtoWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// A message of the output that is being filled: its own fields, then the messages in it.
final class Envelope {
  private final int field;
  private final byte[] head;
  private final Map<ByteKey, Envelope> children = new LinkedHashMap<>();
  private final ProtoWriter items = new ProtoWriter(0);

  /// @param field its number in the message around it
  /// @param head its fields but those that repeat
  Envelope(int field, byte[] head) {
    this.field = field;
    this.head = head;
  }

  /// The message in it that is known by this key, made if there is none.
  Envelope child(ByteKey key, Function<ByteKey, Envelope> make) {
    return children.computeIfAbsent(key, make);
  }

  int size() {
    return children.size();
  }

  /// How many messages are on the level below the next.
  int grandchildren() {
    return children.values().stream().mapToInt(Envelope::size).sum();
  }

  /// How many are on the third level.
  int greatGrandchildren() {
    return children.values().stream().mapToInt(Envelope::grandchildren).sum();
  }

  /// Where its items are written, with their tags.
  ProtoWriter items() {
    return items;
  }

  void writeFields(ProtoWriter out) {
    out.raw(head, 0, head.length);
    for (Envelope child : children.values()) {
      int mark = out.beginMessage(child.field, child.expectedLength());
      child.writeFields(out);
      out.endMessage(mark, ProtoWriter.varintSize(child.expectedLength()));
    }
    out.raw(items.buffer(), 0, items.size());
  }

  private int expectedLength() {
    int length = head.length + items.size();
    for (Envelope child : children.values()) {
      length += child.expectedLength();
    }
    return length;
  }

  /// The fields of a message but those whose numbers are set as bits.
  static byte[] headOf(byte[] buffer, int offset, int length, long without) {
    ProtoWriter head = new ProtoWriter(64);
    FieldCursor fields = new FieldCursor().wrap(buffer, offset, length);
    while (fields.next()) {
      if (fields.number() >= Long.SIZE || ((without >> fields.number()) & 1) == 0) {
        head.raw(buffer, fields.startOffset(), fields.endOffset() - fields.startOffset());
      }
    }
    return head.toByteArray();
  }
}
