package dev.weir.store.memory;

import dev.weir.store.query.Expr.Comparison;
import dev.weir.store.query.Value;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// Compares values by the rules of [dev.weir.store.query.Expr].
final class Comparisons {
  /// Orders values: numbers, texts, bools, JSON; missing last.
  static final Comparator<@Nullable Value> ORDER = Comparisons::order;

  private Comparisons() {}

  static boolean holds(Comparison operator, @Nullable Value left, @Nullable Value right) {
    if (left == null || right == null) {
      return false;
    }
    String leftText = text(left);
    String rightText = text(right);
    if (leftText != null && rightText != null) {
      return holds(operator, Texts.ORDER.compare(leftText, rightText));
    }
    if (isNumber(left) && isNumber(right)) {
      return holds(operator, compareNumbers(left, right));
    }
    if (left instanceof Value.Bool(boolean a) && right instanceof Value.Bool(boolean b)) {
      return switch (operator) {
        case EQ -> a == b;
        case NE -> a != b;
        default -> false;
      };
    }
    return false;
  }

  /// The text of texts and JSON, otherwise null.
  static @Nullable String text(@Nullable Value value) {
    return switch (value) {
      case Value.Text(String text) -> text;
      case Value.Json(String text) -> text;
      case null, default -> null;
    };
  }

  static boolean isNumber(@Nullable Value value) {
    return value instanceof Value.Int || value instanceof Value.Real;
  }

  /// The number, or null if it is none.
  static @Nullable Double number(@Nullable Value value) {
    return switch (value) {
      case Value.Int(long number) -> (double) number;
      case Value.Real(double number) -> number;
      case null, default -> null;
    };
  }

  private static boolean holds(Comparison operator, int order) {
    return switch (operator) {
      case EQ -> order == 0;
      case NE -> order != 0;
      case LT -> order < 0;
      case LE -> order <= 0;
      case GT -> order > 0;
      case GE -> order >= 0;
    };
  }

  private static int compareNumbers(Value left, Value right) {
    if (left instanceof Value.Int(long a) && right instanceof Value.Int(long b)) {
      return Long.compare(a, b);
    }
    double a = asDouble(left);
    double b = asDouble(right);
    // 0.0 and -0.0 are the same, NaN is the largest.
    return a == b ? 0 : Double.compare(a, b);
  }

  private static double asDouble(Value value) {
    Double number = number(value);
    return number == null ? Double.NaN : number;
  }

  private static int order(@Nullable Value left, @Nullable Value right) {
    int byKind = Integer.compare(rank(left), rank(right));
    if (byKind != 0 || left == null || right == null) {
      return byKind;
    }
    if (left instanceof Value.Bool(boolean a) && right instanceof Value.Bool(boolean b)) {
      return Boolean.compare(a, b);
    }
    String leftText = text(left);
    String rightText = text(right);
    return leftText != null && rightText != null
        ? Texts.ORDER.compare(leftText, rightText)
        : compareNumbers(left, right);
  }

  private static int rank(@Nullable Value value) {
    return switch (value) {
      case Value.Int _, Value.Real _ -> 0;
      case Value.Text _, Value.Json _ -> 1;
      case Value.Bool _ -> 2;
      case null -> 3;
    };
  }
}
