package dev.weir.ottl.compile;

import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.value.Values;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/// Numbers, times and durations.
///
/// Ints stay ints, wrap around and lose what is behind the point when divided; with a double
/// everything is a double. Times differ by durations.
final class Arithmetic {
  private Arithmetic() {}

  static Object apply(@Nullable Object left, char operator, @Nullable Object right) {
    if (left instanceof Long a && right instanceof Long b) {
      return ofInts(a, operator, b);
    }
    if (left instanceof Number a && right instanceof Number b) {
      return ofDoubles(a.doubleValue(), operator, b.doubleValue());
    }
    try {
      Object result = ofTimes(left, operator, right);
      if (result != null) {
        return result;
      }
    } catch (ArithmeticException | DateTimeException e) {
      throw new EvaluationException("time out of range: " + left + " " + operator + " " + right);
    }
    throw new EvaluationException(
        Values.typeName(left)
            + " "
            + operator
            + " "
            + Values.typeName(right)
            + " (expected: numbers, or a time or duration and a duration)");
  }

  static Object negate(@Nullable Object value) {
    if (value instanceof Long number) {
      return -number;
    }
    if (value instanceof Double number) {
      return -number;
    }
    throw new EvaluationException("- " + Values.typeName(value) + " (expected: a number)");
  }

  private static Object ofInts(long a, char operator, long b) {
    return switch (operator) {
      case '+' -> a + b;
      case '-' -> a - b;
      case '*' -> a * b;
      default -> {
        if (b == 0) {
          throw divisionByZero();
        }
        yield a / b;
      }
    };
  }

  private static Object ofDoubles(double a, char operator, double b) {
    return switch (operator) {
      case '+' -> a + b;
      case '-' -> a - b;
      case '*' -> a * b;
      default -> {
        if (b == 0) {
          throw divisionByZero();
        }
        yield a / b;
      }
    };
  }

  private static @Nullable Object ofTimes(
      @Nullable Object left, char operator, @Nullable Object right) {
    boolean isSum = operator == '+';
    if (!isSum && operator != '-') {
      return null;
    }
    if (left instanceof ZonedDateTime time && right instanceof Duration duration) {
      return isSum ? time.plus(duration) : time.minus(duration);
    }
    if (left instanceof Duration a && right instanceof Duration b) {
      return isSum ? a.plus(b) : a.minus(b);
    }
    if (left instanceof ZonedDateTime a && right instanceof ZonedDateTime b && !isSum) {
      return Duration.between(b, a);
    }
    if (left instanceof Duration duration && right instanceof ZonedDateTime time && isSum) {
      return time.plus(duration);
    }
    return null;
  }

  private static EvaluationException divisionByZero() {
    return new EvaluationException("division by 0");
  }
}
