package dev.weir.ottl.context;

import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.function.Target;
import dev.weir.ottl.value.Cell;
import dev.weir.ottl.value.Type;
import dev.weir.ottl.value.Values;
import org.jspecify.annotations.Nullable;

/// A path to something in an item. What it loads decides what it yields.
abstract class ItemTarget implements Target {
  final int depth;
  private final Type type;

  ItemTarget(int depth, Type type) {
    this.depth = depth;
    this.type = type;
  }

  @Override
  public final Type type() {
    return type;
  }

  final Item item(Frame frame) {
    return frame.items[depth];
  }

  @Override
  public @Nullable Object get(Frame frame) {
    Cell cell = new Cell();
    load(frame, cell);
    return cell.get();
  }

  @Override
  public abstract void load(Frame frame, Cell cell);

  @Override
  public void set(Frame frame, @Nullable Object value) {
    store(frame, new Cell().set(value));
  }

  @Override
  public abstract void store(Frame frame, Cell value);

  static EvaluationException refused(String expected, Cell value) {
    return refused(expected, value.get());
  }

  static EvaluationException refused(String expected, @Nullable Object value) {
    return new EvaluationException("expected " + expected + " but got " + Values.typeName(value));
  }
}
