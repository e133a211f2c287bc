package dev.weir.collector.processors.groupbyattrs;

import dev.weir.collector.helper.values.ByteKey;
import dev.weir.otlp.common.KeyValueView;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.ProtoWriter;
import java.util.Arrays;

/// The attributes of items that decide about groups. For one batch, by one thread.
final class ItemKeys {
  private static final int NONE = -1;

  private final byte[][] keys;
  private final FieldCursor fields = new FieldCursor();
  private final ProtoWriter found = new ProtoWriter();
  private final ProtoWriter before = new ProtoWriter();

  /// Where the attribute of each key lies in the current item; the first of several.
  private final int[] from;

  private final int[] to;
  private byte[] buffer = {};

  ItemKeys(byte[][] keys) {
    this.keys = keys;
    from = new int[keys.length];
    to = new int[keys.length];
  }

  /// Looks at an item, and returns whether it has any of the keys.
  ///
  /// @param attributes the number of the field of its attributes
  boolean find(byte[] buffer, int offset, int length, int attributes) {
    this.buffer = buffer;
    before.reset().raw(found.buffer(), 0, found.size());
    found.reset();
    if (keys.length == 0) {
      return false;
    }
    Arrays.fill(from, NONE);
    fields.wrap(buffer, offset, length);
    while (fields.next()) {
      int key = fields.number() == attributes ? keyOf(fields) : NONE;
      if (key != NONE && from[key] == NONE) {
        from[key] = fields.valueOffset();
        to[key] = fields.endOffset();
      }
    }
    for (int key = 0; key < keys.length; key++) {
      if (from[key] != NONE) {
        found.varint(key);
        found.varint(to[key] - from[key]);
        found.raw(buffer, from[key], to[key] - from[key]);
      }
    }
    return found.size() > 0;
  }

  /// Whether the item before the current one has the same values.
  boolean areAsBefore() {
    return Arrays.equals(found.buffer(), 0, found.size(), before.buffer(), 0, before.size());
  }

  /// Keys and values, to compare.
  ByteKey identity() {
    return new ByteKey(found.toByteArray());
  }

  /// Copies the fields of the current item but those attributes.
  void copyRest(int offset, int length, int attributes, ProtoWriter out) {
    int copied = offset;
    fields.wrap(buffer, offset, length);
    while (fields.next()) {
      if (fields.number() == attributes && keyOf(fields) != NONE) {
        out.raw(buffer, copied, fields.startOffset() - copied);
        copied = fields.endOffset();
      }
    }
    out.raw(buffer, copied, offset + length - copied);
  }

  /// Copies a resource, with the attributes of the current item in it.
  byte[] resourceWith(ByteRange resource) {
    ProtoWriter out = new ProtoWriter(resource.length() + found.size() + 16);
    boolean[] written = new boolean[keys.length];
    FieldCursor parts =
        new FieldCursor().wrap(resource.buffer(), resource.offset(), resource.length());
    while (parts.next()) {
      int key = parts.number() == 1 ? keyIn(resource.buffer(), parts) : NONE;
      if (key == NONE || from[key] == NONE || found.size() == 0) {
        out.raw(resource.buffer(), parts.startOffset(), parts.endOffset() - parts.startOffset());
      } else if (!written[key]) {
        written[key] = true;
        out.bytes(1, buffer, from[key], to[key] - from[key]);
      }
    }
    for (int key = 0; found.size() > 0 && key < keys.length; key++) {
      if (from[key] != NONE && !written[key]) {
        out.bytes(1, buffer, from[key], to[key] - from[key]);
      }
    }
    return out.toByteArray();
  }

  private int keyOf(FieldCursor attribute) {
    return keyIn(buffer, attribute);
  }

  private int keyIn(byte[] buffer, FieldCursor attribute) {
    for (int key = 0; key < keys.length; key++) {
      if (KeyValueView.keyEquals(
          buffer, attribute.valueOffset(), attribute.endOffset(), keys[key])) {
        return key;
      }
    }
    return NONE;
  }
}
