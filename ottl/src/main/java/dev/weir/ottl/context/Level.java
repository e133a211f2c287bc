package dev.weir.ottl.context;

import java.util.Arrays;

/// A message that the walk is inside of.
final class Level {
  /// The start of what was not in the input.
  static final int ADDED = -1;

  /// The header of a message in which nothing changed.
  static final int CLOSED = -1;

  private static final int WIDTH = 3;

  int start;
  int value;
  int header = CLOSED;
  int lengthBefore;
  int children;
  int dropped;

  /// Start, first piece and end piece of each child that is not as it was.
  private int[] notes = new int[16 * WIDTH];

  private int noted;
  private int next;

  void reset() {
    noted = 0;
    next = 0;
  }

  void open(int start, int value) {
    this.start = start;
    this.value = value;
    header = CLOSED;
    children = 0;
    dropped = 0;
  }

  void note(int child, int from, int to) {
    if ((noted + 1) * WIDTH > notes.length) {
      notes = Arrays.copyOf(notes, notes.length * 2);
    }
    notes[noted * WIDTH] = child;
    notes[noted * WIDTH + 1] = from;
    notes[noted * WIDTH + 2] = to;
    noted++;
  }

  /// Adds the pieces of a child that was noted; false if it was not. Children come in order.
  boolean addNoted(int child, Pieces pieces, int[] before) {
    if (next == noted || notes[next * WIDTH] != child) {
      return false;
    }
    pieces.addAll(before, notes[next * WIDTH + 1], notes[next * WIDTH + 2]);
    next++;
    return true;
  }

  void addAdded(Pieces pieces, int[] before) {
    while (addNoted(ADDED, pieces, before)) {
      // adds them all
    }
  }
}
