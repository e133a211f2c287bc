package dev.weir.ottl.compile;

import dev.weir.ottl.context.Frame;
import dev.weir.ottl.context.Indexing;
import dev.weir.ottl.context.Keys;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.value.DecodedMap;
import dev.weir.ottl.value.Type;
import dev.weir.ottl.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Expressions that the language itself has.
final class Expressions {
  private Expressions() {}

  /// The same expression, of which the type is known.
  record Typed(Expression expression, Type type) implements Expression {
    @Override
    public @Nullable Object get(Frame frame) {
      return expression.get(frame);
    }

    @Override
    public void load(Frame frame, dev.weir.ottl.value.Cell cell) {
      expression.load(frame, cell);
    }

    @Override
    public boolean test(Frame frame) {
      return expression.test(frame);
    }
  }

  /// The result of a converter, or the argument of a lambda, indexed.
  record Indexed(Expression indexed, Keys keys) implements Expression {
    @Override
    public @Nullable Object get(Frame frame) {
      return Indexing.strict(indexed.get(frame), keys, frame);
    }
  }

  /// The argument of a lambda.
  record Local(int number) implements Expression {
    @Override
    public @Nullable Object get(Frame frame) {
      return frame.local(number);
    }
  }

  /// A condition as a value.
  record Tested(Test condition) implements Expression {
    @Override
    public Object get(Frame frame) {
      return condition.test(frame);
    }

    @Override
    public boolean test(Frame frame) {
      return condition.test(frame);
    }

    @Override
    public Type type() {
      return Type.BOOL;
    }
  }

  record ListOf(List<Expression> elements) implements Expression {
    @Override
    public Object get(Frame frame) {
      List<@Nullable Object> list = new ArrayList<>(elements.size());
      for (Expression element : elements) {
        list.add(element.get(frame));
      }
      return list;
    }

    @Override
    public Type type() {
      return Type.LIST;
    }
  }

  record MapOf(Map<String, Expression> entries) implements Expression {
    @Override
    public Object get(Frame frame) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      for (Map.Entry<String, Expression> entry : entries.entrySet()) {
        map.put(entry.getKey(), Values.storable(entry.getValue().get(frame)));
      }
      return new DecodedMap(map);
    }

    @Override
    public Type type() {
      return Type.MAP;
    }
  }

  /// A chain of operations, from left to right.
  record Chain(Expression first, String operators, List<Expression> terms) implements Expression {
    @Override
    public @Nullable Object get(Frame frame) {
      Object result = first.get(frame);
      for (int i = 0; i < terms.size(); i++) {
        result = Arithmetic.apply(result, operators.charAt(i), terms.get(i).get(frame));
      }
      return result;
    }
  }

  record Negative(Expression negated) implements Expression {
    @Override
    public Object get(Frame frame) {
      return Arithmetic.negate(negated.get(frame));
    }
  }
}
