package dev.weir.ottl.context;

import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.value.Key;
import dev.weir.ottl.value.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys behind a path: `["a"][0]`.
public final class Keys {
  /// No keys.
  public static final Keys NONE = new Keys(List.of());

  private final Expression[] expressions;

  /// The keys that are literals; null for others.
  private final @Nullable Object[] literals;

  public Keys(List<Expression> expressions) {
    this.expressions = expressions.toArray(new Expression[0]);
    literals = new @Nullable Object[this.expressions.length];
    for (int i = 0; i < literals.length; i++) {
      if (this.expressions[i].isLiteral()) {
        Object value = this.expressions[i].get(Frame.NONE);
        literals[i] = value instanceof String text ? Key.of(text) : value;
      }
    }
  }

  int size() {
    return expressions.length;
  }

  public boolean isEmpty() {
    return expressions.length == 0;
  }

  /// A key of a map, if it is a literal.
  @Nullable Key literal(int index) {
    return literals[index] instanceof Key key ? key : null;
  }

  /// The key as one of a map.
  Key key(int index, Frame frame) {
    if (literals[index] instanceof Key key) {
      return key;
    }
    Object value = expressions[index].get(frame);
    if (value instanceof String text) {
      return Key.of(text);
    }
    throw new EvaluationException("key of type " + Values.typeName(value) + " (expected: string)");
  }

  /// The key as the index of an element.
  long index(int index, Frame frame) {
    Object value = value(index, frame);
    if (value instanceof Long number) {
      return number;
    }
    throw new EvaluationException("index of type " + Values.typeName(value) + " (expected: int)");
  }

  /// The key as it is.
  @Nullable Object value(int index, Frame frame) {
    Object literal = literals[index];
    if (literal instanceof Key key) {
      return key.text();
    }
    return literal != null ? literal : expressions[index].get(frame);
  }
}
