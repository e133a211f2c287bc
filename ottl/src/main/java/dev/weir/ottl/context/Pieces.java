package dev.weir.ottl.context;

import dev.weir.otlp.edit.MessageEdit;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.ProtoWriter;
import java.util.Arrays;

/// The output of a walk: ranges of the input, and of what was made, in order. They are put together
/// once, at the end, when every length is known.
final class Pieces {
  private static final int WIDTH = 2;

  /// Set in the first number of a piece that lies in `made`.
  private static final int MADE = 1 << 31;

  /// Rooms for more are not kept for the next walk.
  private static final int MAX_KEPT = 1 << 19;

  private byte[] in = {};
  private ProtoWriter made = new ProtoWriter(1024);

  /// Start and end of each piece.
  private int[] rows = new int[64 * WIDTH];

  private int count;
  private int length;

  /// Starts over, with ranges of another input.
  Pieces over(byte[] in) {
    this.in = in;
    count = 0;
    length = 0;
    made.reset();
    return this;
  }

  /// Lets go of the input.
  void clear() {
    over(new byte[0]);
    if (made.buffer().length > MAX_KEPT) {
      made = new ProtoWriter(1024);
    }
    if (rows.length > MAX_KEPT / Integer.BYTES) {
      rows = new int[64 * WIDTH];
    }
  }

  int count() {
    return count;
  }

  /// Bytes of all pieces.
  int length() {
    return length;
  }

  /// Where what is made is written, before [#addMade].
  ProtoWriter made() {
    return made;
  }

  /// Adds a range of the input.
  void add(int from, int to) {
    if (from < to) {
      put(from, to);
    }
  }

  /// Adds what was made since `from`.
  void addMade(int from) {
    put(from | MADE, made.size());
  }

  /// Adds a message as it is by now, as a field.
  void make(int number, MessageEdit edit) {
    int from = made.size();
    made.tag(number, FieldCursor.BYTES);
    edit.writeWithLength(made);
    addMade(from);
  }

  /// Adds a place for what is made later.
  int reserve() {
    put(MADE, 0);
    return count - 1;
  }

  /// Fills a reserved place with what was made since `from`.
  void fill(int piece, int from) {
    rows[piece * WIDTH] = from | MADE;
    rows[piece * WIDTH + 1] = made.size();
    length += made.size() - from;
  }

  /// Forgets the pieces from `piece` on.
  void truncate(int piece) {
    while (count > piece) {
      count--;
      length -= rows[count * WIDTH + 1] - (rows[count * WIDTH] & ~MADE);
    }
  }

  /// The pieces between two numbers, to be added again with [#addAll].
  int[] copy(int from, int to) {
    return Arrays.copyOfRange(rows, from * WIDTH, to * WIDTH);
  }

  void addAll(int[] copied, int from, int to) {
    for (int at = from * WIDTH; at < to * WIDTH; at += WIDTH) {
      put(copied[at], copied[at + 1]);
    }
  }

  ByteRange join() {
    byte[] out = new byte[length];
    int at = 0;
    for (int row = 0; row < count * WIDTH; row += WIDTH) {
      int from = rows[row] & ~MADE;
      int size = rows[row + 1] - from;
      System.arraycopy(rows[row] < 0 ? made.buffer() : in, from, out, at, size);
      at += size;
    }
    return ByteRange.of(out);
  }

  private void put(int from, int to) {
    if ((count + 1) * WIDTH > rows.length) {
      rows = Arrays.copyOf(rows, rows.length * 2);
    }
    rows[count * WIDTH] = from;
    rows[count * WIDTH + 1] = to;
    count++;
    length = Math.addExact(length, to - (from & ~MADE));
  }
}
