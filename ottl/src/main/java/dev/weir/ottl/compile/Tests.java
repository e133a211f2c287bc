package dev.weir.ottl.compile;

import dev.weir.ottl.context.Frame;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.syntax.Tree.Operator;
import dev.weir.ottl.value.Cell;
import dev.weir.ottl.value.Comparisons;
import java.util.List;

/// Conditions of which conditions are made.
final class Tests {
  private Tests() {}

  /// True if all are.
  static Test all(List<Test> tests) {
    List<Test> open = tests.stream().filter(test -> test != Test.TRUE).toList();
    if (open.contains(Test.FALSE) && open.indexOf(Test.FALSE) == 0) {
      return Test.FALSE;
    }
    return switch (open.size()) {
      case 0 -> Test.TRUE;
      case 1 -> open.getFirst();
      default -> new All(open);
    };
  }

  /// True if any is.
  static Test any(List<Test> tests) {
    List<Test> open = tests.stream().filter(test -> test != Test.FALSE).toList();
    if (open.indexOf(Test.TRUE) == 0) {
      return Test.TRUE;
    }
    return switch (open.size()) {
      case 0 -> Test.FALSE;
      case 1 -> open.getFirst();
      default -> new Any(open);
    };
  }

  static Test not(Test test) {
    if (test == Test.TRUE || test == Test.FALSE) {
      return Test.of(test == Test.FALSE);
    }
    return new Not(test);
  }

  private record Not(Test negated) implements Test {
    @Override
    public boolean test(Frame frame) {
      return !negated.test(frame);
    }

    @Override
    public Known known(Frame frame, int depth) {
      return negated.known(frame, depth).negated();
    }
  }

  private static final class All implements Test {
    private final Test[] tests;

    All(List<Test> tests) {
      this.tests = tests.toArray(new Test[0]);
    }

    @Override
    public boolean test(Frame frame) {
      for (Test test : tests) {
        if (!test.test(frame)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public Known known(Frame frame, int depth) {
      for (Test test : tests) {
        Known known = test.known(frame, depth);
        if (known != Known.TRUE) {
          return known;
        }
      }
      return Known.TRUE;
    }
  }

  private static final class Any implements Test {
    private final Test[] tests;

    Any(List<Test> tests) {
      this.tests = tests.toArray(new Test[0]);
    }

    @Override
    public boolean test(Frame frame) {
      for (Test test : tests) {
        if (test.test(frame)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public Known known(Frame frame, int depth) {
      for (Test test : tests) {
        Known known = test.known(frame, depth);
        if (known != Known.FALSE) {
          return known;
        }
      }
      return Known.FALSE;
    }
  }

  /// Compares what two expressions load into two cells.
  record Compare(Expression left, int leftCell, Operator operator, Expression right, int rightCell)
      implements Test {
    @Override
    public boolean test(Frame frame) {
      Cell a = frame.cell(leftCell);
      Cell b = frame.cell(rightCell);
      left.load(frame, a);
      right.load(frame, b);
      return Comparisons.compare(a, operator, b);
    }
  }

  /// Compares what an expression loads into a cell with a literal.
  record CompareLiteral(Expression left, int leftCell, Operator operator, Cell literal)
      implements Test {
    @Override
    public boolean test(Frame frame) {
      Cell a = frame.cell(leftCell);
      left.load(frame, a);
      return Comparisons.compare(a, operator, literal);
    }
  }

  /// Remembers the answer as long as what it looks at stays as it is: a condition on the resource
  /// is tested once for each, not for each span.
  record Remembered(Test test, int number, int depth) implements Test {
    @Override
    public boolean test(Frame frame) {
      int known = frame.memo(number, depth);
      return known < 0 ? frame.remember(number, depth, test.test(frame)) : known == 1;
    }

    @Override
    public Known known(Frame frame, int depth) {
      return this.depth <= depth ? Known.of(test(frame)) : Known.OPEN;
    }
  }
}
