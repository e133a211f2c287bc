package dev.weir.ottl.value;

import dev.weir.ottl.syntax.Tree.Operator;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How values compare.
///
/// Ints and doubles compare as doubles; false is less than true; strings and bytes compare byte by
/// byte; times by instant. Two nils are equal. Maps, lists and ids are equal or not, and have no
/// order. Values of different types are not equal, and neither less nor greater.
public final class Comparisons {
  private Comparisons() {}

  public static boolean compare(Cell left, Operator operator, Cell right) {
    Cell.Kind kind = left.kind();
    return switch (kind) {
      case INT ->
          right.kind() == Cell.Kind.INT
              ? ordered(Long.compare(left.bits(), right.bits()), operator)
              : compareDoubles(left, operator, right);
      case DOUBLE -> compareDoubles(left, operator, right);
      case STRING, BYTES ->
          right.kind() == kind ? compareBytes(left, operator, right) : differ(operator);
      case BOOL ->
          right.kind() == kind
              ? ordered(Long.compare(left.bits(), right.bits()), operator)
              : differ(operator);
      case NIL -> right.kind() == kind ? ordered(0, operator) : differ(operator);
      case ENCODED, OBJECT -> compareObjects(left.get(), operator, right.get());
    };
  }

  private static boolean compareDoubles(Cell left, Operator operator, Cell right) {
    if (right.kind() != Cell.Kind.INT && right.kind() != Cell.Kind.DOUBLE) {
      return differ(operator);
    }
    double a = left.asDouble();
    double b = right.asDouble();
    return switch (operator) {
      case EQUAL -> a == b;
      case NOT_EQUAL -> a != b;
      case LESS -> a < b;
      case LESS_OR_EQUAL -> a <= b;
      case GREATER -> a > b;
      case GREATER_OR_EQUAL -> a >= b;
    };
  }

  private static boolean compareBytes(Cell left, Operator operator, Cell right) {
    int leftEnd = left.offset() + left.length();
    int rightEnd = right.offset() + right.length();
    if (operator == Operator.EQUAL || operator == Operator.NOT_EQUAL) {
      boolean equal =
          left.length() == right.length()
              && Arrays.equals(
                  left.buffer(), left.offset(), leftEnd, right.buffer(), right.offset(), rightEnd);
      return equal == (operator == Operator.EQUAL);
    }
    return ordered(
        Arrays.compareUnsigned(
            left.buffer(), left.offset(), leftEnd, right.buffer(), right.offset(), rightEnd),
        operator);
  }

  private static boolean compareObjects(
      @Nullable Object left, Operator operator, @Nullable Object right) {
    if (left instanceof ZonedDateTime a && right instanceof ZonedDateTime b) {
      return ordered(a.toInstant().compareTo(b.toInstant()), operator);
    }
    if (left instanceof Duration a && right instanceof Duration b) {
      return ordered(a.compareTo(b), operator);
    }
    return switch (operator) {
      case EQUAL -> Values.equal(left, right);
      case NOT_EQUAL -> !Values.equal(left, right);
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> false;
    };
  }

  private static boolean ordered(int order, Operator operator) {
    return switch (operator) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
    };
  }

  private static boolean differ(Operator operator) {
    return operator == Operator.NOT_EQUAL;
  }
}
