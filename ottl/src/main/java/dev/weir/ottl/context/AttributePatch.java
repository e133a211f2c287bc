package dev.weir.ottl.context;

import dev.weir.otlp.common.AttributesWriter;
import dev.weir.otlp.common.EncodedValue;
import dev.weir.otlp.common.KeyValueView;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.ProtoWriter;
import dev.weir.otlp.wire.Wire;
import java.util.Arrays;

/// One attribute of a message that was set, and nothing else changed in it: a cut in the bytes, and
/// what stands there instead. That is what most statements do, and much less work than an edit.
final class AttributePatch {
  private final ProtoWriter made = new ProtoWriter(64);
  private AttributesWriter writer = new AttributesWriter(made, 0);
  private int number;
  private int cutFrom;
  private int cutTo;

  /// Sets an attribute of the message between two offsets, in the place of the one of this key or
  /// behind the others; false if that takes more than one cut.
  boolean set(byte[] buffer, int from, int to, int number, byte[] key, EncodedValue value) {
    int tag = number << 3 | FieldCursor.BYTES;
    int behindLast = -1;
    int foundFrom = -1;
    int foundTo = -1;
    int at = from;
    while (at < to) {
      int field = at;
      at = Item.behind(buffer, field, to);
      if (buffer[field] != tag) {
        continue;
      }
      behindLast = at;
      if (KeyValueView.keyEquals(buffer, Wire.skipVarint(buffer, field + 1, at), at, key)) {
        if (foundFrom >= 0) {
          return false;
        }
        foundFrom = field;
        foundTo = at;
      }
    }
    int end = behindLast < 0 ? to : behindLast;
    cutFrom = foundFrom < 0 ? end : foundFrom;
    cutTo = foundFrom < 0 ? end : foundTo;
    write(number, key, value);
    return true;
  }

  private void write(int number, byte[] key, EncodedValue value) {
    if (this.number != number) {
      this.number = number;
      writer = new AttributesWriter(made, number);
    }
    made.reset();
    writer.put(key, value);
  }

  /// Whether the message says the same already.
  boolean isIdle(byte[] buffer) {
    return Arrays.equals(buffer, cutFrom, cutTo, made.buffer(), 0, made.size());
  }

  /// Adds the message as it is now to the output, as a field. It must lie in the output's input.
  void write(int number, int from, int to, Pieces pieces) {
    ProtoWriter out = pieces.made();
    int start = out.size();
    out.tag(number, FieldCursor.BYTES);
    out.varint(to - from - (cutTo - cutFrom) + made.size());
    pieces.addMade(start);
    pieces.add(from, cutFrom);
    start = out.size();
    out.raw(made.buffer(), 0, made.size());
    pieces.addMade(start);
    pieces.add(cutTo, to);
  }
}
