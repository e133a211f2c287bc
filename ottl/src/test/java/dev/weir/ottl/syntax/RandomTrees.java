package dev.weir.ottl.syntax;

import dev.weir.ottl.syntax.Tree.Argument;
import dev.weir.ottl.syntax.Tree.Condition;
import dev.weir.ottl.syntax.Tree.Entry;
import dev.weir.ottl.syntax.Tree.Operator;
import dev.weir.ottl.syntax.Tree.Segment;
import dev.weir.ottl.syntax.Tree.Step;
import dev.weir.ottl.syntax.Tree.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/// Makes trees of every shape.
final class RandomTrees {
  private static final int DEPTH = 4;
  private static final List<Operator> OPERATORS = List.of(Operator.values());

  private final Random random;

  RandomTrees(Random random) {
    this.random = random;
  }

  Tree.Statement statement() {
    return new Tree.Statement(
        0, call("set_it", DEPTH, false), random.nextBoolean() ? condition(DEPTH) : null);
  }

  Condition condition(int depth) {
    return switch (depth == 0 ? 3 + random.nextInt(3) : random.nextInt(6)) {
      case 0 -> new Condition.Or(0, many(2, () -> and(depth - 1)));
      case 1 -> and(depth);
      case 2 -> new Condition.Not(0, condition(depth - 1));
      case 3 ->
          new Condition.Comparison(
              0, value(depth), OPERATORS.get(random.nextInt(OPERATORS.size())), 0, value(depth));
      case 4 -> new Condition.Constant(0, random.nextBoolean());
      default -> new Condition.Called(0, call("IsIt", depth, true));
    };
  }

  private Condition and(int depth) {
    return depth <= 0
        ? condition(0)
        : new Condition.And(
            0,
            many(
                2,
                () -> {
                  Condition one = condition(depth - 1);
                  return one instanceof Condition.And ? new Condition.Constant(0, true) : one;
                }));
  }

  Value value(int depth) {
    return switch (random.nextInt(depth <= 0 ? 9 : 14)) {
      case 0 -> new Value.Nil(0);
      case 1 -> new Value.Bool(0, random.nextBoolean());
      case 2 -> new Value.Text(0, text());
      case 3 -> new Value.Bytes(0, "00ff".repeat(1 + random.nextInt(2)));
      case 4 -> new Value.Symbol(0, "SOME_SYMBOL");
      case 5, 6 -> number();
      case 7, 8 -> path(depth);
      case 9 -> call("Make", depth, true);
      case 10 -> new Value.ListOf(0, many(0, () -> value(depth - 1)));
      case 11 -> new Value.MapOf(0, many(0, () -> new Entry(0, text(), value(depth - 1))));
      default -> arithmetic(depth);
    };
  }

  private Value arithmetic(int depth) {
    boolean isSum = random.nextBoolean();
    String operators = isSum ? "+-" : "*/";
    return new Value.Arithmetic(
        0,
        operand(depth - 1),
        many(1, () -> new Step(0, operators.charAt(random.nextInt(2)), operand(depth - 1))));
  }

  private Value operand(int depth) {
    return switch (random.nextInt(depth <= 0 ? 2 : 5)) {
      case 0 -> number();
      case 1 -> path(depth);
      case 2 -> call("Make", depth, true);
      case 3 -> new Value.Negative(0, path(depth));
      default -> arithmetic(depth);
    };
  }

  private Value number() {
    return random.nextBoolean()
        ? new Value.Int(0, random.nextInt(1000) - 500)
        : new Value.Real(0, random.nextDouble() * Math.pow(10, random.nextInt(40) - 20));
  }

  private Value path(int depth) {
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      segments.add(new Segment(0, "part_" + i, keys(depth)));
    }
    return new Value.Path(0, segments);
  }

  private List<Value> keys(int depth) {
    return random.nextInt(3) > 0
        ? List.of()
        : many(1, () -> random.nextBoolean() ? new Value.Text(0, text()) : operand(depth - 1));
  }

  private Value.Call call(String name, int depth, boolean mayHaveKeys) {
    List<Argument> arguments = new ArrayList<>();
    for (int i = 0; i < random.nextInt(3); i++) {
      arguments.add(
          new Argument(
              0, random.nextInt(4) == 0 ? "name" : null, argument(Math.max(0, depth - 1))));
    }
    return new Value.Call(0, name, arguments, mayHaveKeys ? keys(depth) : List.of());
  }

  private Value argument(int depth) {
    return switch (random.nextInt(6)) {
      case 0 -> new Value.Name(0, "ToUpperCase");
      case 1 ->
          new Value.LambdaOf(
              0,
              random.nextBoolean() ? List.of("a", "_") : List.of(),
              random.nextBoolean() ? value(depth) : comparison(depth));
      default -> value(depth);
    };
  }

  private Condition comparison(int depth) {
    return new Condition.Comparison(0, value(depth), Operator.LESS, 0, value(depth));
  }

  private String text() {
    String[] texts = {
      "", "a", "a.b c", "\"q\"", "back\\slash", "new\nline", "\u0001", "ü\uD83D\uDE00"
    };
    return texts[random.nextInt(texts.length)];
  }

  private <T> List<T> many(int least, Supplier<T> one) {
    List<T> all = new ArrayList<>();
    for (int i = 0; i < least + random.nextInt(2); i++) {
      all.add(one.get());
    }
    return all;
  }
}
