package dev.weir.ottl.compile;

import dev.weir.ottl.context.Frame;

/// Numbers the room that programs need in a frame.
public final class Slots {
  private int cells;
  private int locals;
  private int memos;

  /// A frame with room for everything that was compiled so far.
  public Frame newFrame() {
    return new Frame(cells, locals, memos);
  }

  int newCell() {
    return cells++;
  }

  int newLocal() {
    return locals++;
  }

  int newMemo() {
    return memos++;
  }
}
