package dev.weir.ottl.context;

import dev.weir.ottl.value.Cell;
import org.jspecify.annotations.Nullable;

/// What a program runs in: it stands on one item after the other, with what encloses it, and has
/// room for what a run remembers. Belongs to one thread; programs belong to all.
public final class Frame {
  /// Stands on nothing. For literals, whose value needs no item.
  public static final Frame NONE = new Frame(0, 0);

  private final Cell[] cells;
  private final @Nullable Object[] locals;

  Frame(int cells, int locals) {
    this.cells = new Cell[cells];
    for (int i = 0; i < cells; i++) {
      this.cells[i] = new Cell();
    }
    this.locals = new @Nullable Object[locals];
  }

  /// The cell that a place in the program asked for with
  /// [dev.weir.ottl.function.Arguments#newCell].
  public Cell cell(int number) {
    return cells[number];
  }

  @Nullable Object local(int number) {
    return locals[number];
  }

  void local(int number, @Nullable Object value) {
    locals[number] = value;
  }
}
