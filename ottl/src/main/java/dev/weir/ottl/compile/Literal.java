package dev.weir.ottl.compile;

import dev.weir.ottl.context.Frame;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.value.Cell;
import dev.weir.ottl.value.Type;
import dev.weir.ottl.value.Values;
import org.jspecify.annotations.Nullable;

/// A value that is known when the program is loaded.
final class Literal implements Expression {
  private final @Nullable Object value;
  private final Cell cell;

  Literal(@Nullable Object value) {
    this.value = value;
    cell = new Cell().set(value);
  }

  @Override
  public @Nullable Object get(Frame frame) {
    return value;
  }

  @Override
  public void load(Frame frame, Cell into) {
    into.copy(cell);
  }

  @Override
  public boolean isLiteral() {
    return true;
  }

  @Override
  public Type type() {
    return Values.type(value);
  }

  /// The value; nobody writes to it.
  Cell cell() {
    return cell;
  }
}
