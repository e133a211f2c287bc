package dev.weir.otlp.edit;

import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.ProtoWriter;
import dev.weir.otlp.wire.Wire;
import org.jspecify.annotations.Nullable;

/// One walk over one request.
///
/// Nothing is written before the first change. From then on the output is the input up to `copied`
/// with the changes so far. The header of an enclosing message is written when the first change
/// inside it comes (it is "open" then), with the length it had; the length is corrected when the
/// walk leaves the message. It nearly always takes as many bytes as before; if not, what was
/// written since moves.
final class Walk {
  static final int MAX_DEPTH = 5;
  private static final int CLOSED = -1;

  private final ByteRange request;
  private final byte[] in;
  private final Level level;
  private final int last;
  private final ItemEditor editor;
  private final Enclosing enclosing;
  private final ItemEdit item;

  private final int[] lengthAt = new int[MAX_DEPTH];
  private final int[] valueAt = new int[MAX_DEPTH];
  private final int[] outLengthAt = new int[MAX_DEPTH];

  private @Nullable ProtoWriter out;
  private int copied;

  Walk(ByteRange request, Level level, ItemEditor editor) {
    this.request = request;
    this.in = request.buffer();
    this.level = level;
    this.last = level.depth() - 1;
    this.editor = editor;
    this.enclosing = new Enclosing(in);
    this.item = new ItemEdit(level, enclosing);
  }

  ByteRange run() {
    int end = request.offset() + request.length();
    copied = request.offset();
    walk(0, 0, copied, end);
    if (out == null) {
      return request;
    }
    copyTo(out, end);
    return result(out);
  }

  /// Walks the fields of a message that is field `number` of its parent.
  private void walk(int depth, int number, int from, int to) {
    if (depth == last && level.isSingle()) {
      editSingle(depth, from, to);
      return;
    }
    long step = level.step(depth);
    int at = from;
    while (at < to) {
      int start = at;
      int tag = in[at];
      if (tag < 0 || (tag & 7) != FieldCursor.BYTES || (step >> (tag >>> 3) & 1) == 0) {
        at = Wire.skipField(in, start, to);
        continue;
      }
      int value = Wire.skipVarint(in, start + 1, to);
      at = value + Wire.length(in, start + 1, value, to);
      if (depth == last) {
        edit(start, value, at, number);
      } else {
        enter(depth, tag >>> 3, start + 1, value, at);
      }
    }
  }

  private void enter(int depth, int number, int lengthAt, int value, int end) {
    enclosing.enter(depth, value, end);
    if (!isWanted(depth)) {
      return;
    }
    this.lengthAt[depth] = lengthAt;
    valueAt[depth] = value;
    outLengthAt[depth] = CLOSED;
    walk(depth + 1, number, value, end);
    if (out != null && outLengthAt[depth] != CLOSED) {
      copyTo(out, end);
      out.endMessage(outLengthAt[depth], value - lengthAt);
    }
  }

  private boolean isWanted(int depth) {
    return switch (depth) {
      case 0 -> editor.entersResource(enclosing);
      case 1 -> editor.entersScope(enclosing);
      default -> true;
    };
  }

  private void edit(int start, int value, int end, int parent) {
    item.show(in, value, end, level.attributes(parent), parent);
    editor.edit(item);
    if (item.isChanged()) {
      ProtoWriter out = open(last);
      copyTo(out, start + 1);
      item.writeWithLength(out);
      copied = end;
    }
  }

  /// Edits the one item of a message: what there is of it, were it nothing or several parts.
  private void editSingle(int depth, int from, int to) {
    int number = Long.numberOfTrailingZeros(level.step(depth));
    FieldCursor fields = new FieldCursor().wrap(in, from, to - from);
    int parts = 0;
    int value = from;
    int end = from;
    while (fields.next()) {
      if (fields.number() == number && fields.wireType() == FieldCursor.BYTES) {
        value = fields.valueOffset();
        end = fields.endOffset();
        parts++;
      }
    }
    if (parts < 2) {
      item.show(in, value, end, level.attributes(0), 0);
    } else {
      byte[] merged = merged(number, from, to);
      item.show(merged, 0, merged.length, level.attributes(0), 0);
    }
    editor.edit(item);
    boolean staysMissing = parts == 0 && item.length() == 0;
    if (item.isChanged() && !staysMissing) {
      replaceSingle(open(depth), number, from, to);
    }
  }

  private byte[] merged(int number, int from, int to) {
    ProtoWriter merged = new ProtoWriter();
    FieldCursor fields = new FieldCursor().wrap(in, from, to - from);
    while (fields.next()) {
      if (fields.number() == number && fields.wireType() == FieldCursor.BYTES) {
        merged.raw(in, fields.valueOffset(), fields.valueLength());
      }
    }
    return merged.toByteArray();
  }

  /// Writes the changed item at the front, instead of its parts.
  private void replaceSingle(ProtoWriter out, int number, int from, int to) {
    copyTo(out, from);
    out.tag(number, FieldCursor.BYTES);
    item.writeWithLength(out);
    FieldCursor fields = new FieldCursor().wrap(in, from, to - from);
    while (fields.next()) {
      if (fields.number() == number && fields.wireType() == FieldCursor.BYTES) {
        copyTo(out, fields.startOffset());
        copied = fields.endOffset();
      }
    }
  }

  /// Sees to it that the headers of the messages around depth `depth` are written.
  private ProtoWriter open(int depth) {
    if (out == null) {
      out = new ProtoWriter(capacity());
    }
    for (int i = 0; i < depth; i++) {
      if (outLengthAt[i] == CLOSED) {
        copyTo(out, lengthAt[i]);
        outLengthAt[i] = out.size();
        copyTo(out, valueAt[i]);
      }
    }
    return out;
  }

  private void copyTo(ProtoWriter out, int end) {
    out.raw(in, copied, end - copied);
    copied = end;
  }

  private int capacity() {
    return (int) Math.min(request.length() * 9L / 8 + 1024, Integer.MAX_VALUE - 8L);
  }

  /// The output as a range of the array it was written to, if that is not much too large.
  private static ByteRange result(ProtoWriter out) {
    boolean fits = out.buffer().length - out.size() <= out.size() / 4 + 1024;
    return fits ? new ByteRange(out.buffer(), 0, out.size()) : ByteRange.of(out.toByteArray());
  }
}
