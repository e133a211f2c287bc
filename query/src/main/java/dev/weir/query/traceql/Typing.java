package dev.weir.query.traceql;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.weir.query.traceql.FieldExpr.Binary;
import dev.weir.query.traceql.FieldExpr.Place;
import dev.weir.query.traceql.FieldExpr.Static;
import dev.weir.query.traceql.FieldExpr.Unary;
import dev.weir.store.query.Value;
import java.util.Set;

/// The typing rules: what operators may stand between what.
final class Typing {
  private static final Set<String> ORDER = Set.of("<", "<=", ">", ">=");

  private final Tokens tokens;

  Typing(Tokens tokens) {
    this.tokens = tokens;
  }

  /// What an expression yields.
  static Type of(FieldExpr expr) {
    return switch (expr) {
      case Static value -> value.type();
      case FieldExpr.Attribute _ -> Type.ANY;
      case FieldExpr.Field field -> field.type();
      case FieldExpr.NestedSetParent _ -> Type.NUMBER;
      case Unary unary -> unary.operator().equals("!") ? Type.BOOL : of(unary.operand());
      case Binary binary ->
          switch (binary.operator()) {
            case "+", "-", "*", "/", "%", "^" -> Type.NUMBER;
            default -> Type.BOOL;
          };
    };
  }

  /// Whether an expression looks at the item at all.
  static boolean looksAtItem(FieldExpr expr) {
    return switch (expr) {
      case Static _ -> false;
      case Unary unary -> looksAtItem(unary.operand());
      case Binary binary -> looksAtItem(binary.left()) || looksAtItem(binary.right());
      default -> true;
    };
  }

  void requireCondition(FieldExpr expr) {
    Type type = of(expr);
    if (type != Type.BOOL && type != Type.ANY) {
      throw tokens.error(
          expr.place(), "this is " + type.phrase() + " (expected: a condition, such as = or >)");
    }
  }

  void requireNumber(FieldExpr expr) {
    Type type = of(expr);
    if (!type.isNumeric() && type != Type.ANY) {
      throw tokens.error(expr.place(), "this is " + type.phrase() + " (expected: a number)");
    }
    requireItem(expr);
  }

  void requireItem(FieldExpr expr) {
    if (!looksAtItem(expr)) {
      throw tokens.error(
          expr.place(), "this is the same for all spans (expected: a field of the span)");
    }
  }

  Unary unary(String operator, FieldExpr operand, Place place) {
    Type type = of(operand);
    boolean fits = operator.equals("!") ? type == Type.BOOL : type.isNumeric();
    if (!fits && type != Type.ANY) {
      throw tokens.error(
          place,
          operator
              + " cannot stand before "
              + type.phrase()
              + " (expected: "
              + (operator.equals("!") ? "a condition" : "a number")
              + ")");
    }
    return new Unary(operator, operand, place);
  }

  Binary binary(String operator, FieldExpr left, FieldExpr right, Place place) {
    switch (operator) {
      case "&&", "||" -> {
        requireCondition(left);
        requireCondition(right);
      }
      case "=~", "!~" -> requireRegex(operator, left, right);
      case "=", "!=", "<", "<=", ">", ">=" -> requireComparable(operator, left, right, place);
      default -> {
        requireOperand(operator, left);
        requireOperand(operator, right);
      }
    }
    return new Binary(operator, left, right, place);
  }

  private void requireOperand(String operator, FieldExpr operand) {
    Type type = of(operand);
    if (!type.isNumeric() && type != Type.ANY) {
      throw tokens.error(operand.place(), operator + " wants numbers; this is " + type.phrase());
    }
  }

  private void requireComparable(String operator, FieldExpr left, FieldExpr right, Place place) {
    Type l = of(left);
    Type r = of(right);
    if (!l.fits(r)) {
      throw tokens.error(
          place, l.phrase() + " is compared with " + r.phrase() + ", which is never true");
    }
    if (ORDER.contains(operator) && !(isOrdered(l) && isOrdered(r))) {
      throw tokens.error(
          place,
          operator
              + " wants numbers, durations or texts; here is "
              + (isOrdered(l) ? r : l).phrase());
    }
  }

  private static boolean isOrdered(Type type) {
    return type.isNumeric() || type == Type.TEXT || type == Type.ANY;
  }

  private void requireRegex(String operator, FieldExpr left, FieldExpr right) {
    Type l = of(left);
    if (l != Type.TEXT && l != Type.ANY) {
      throw tokens.error(left.place(), operator + " wants a text; this is " + l.phrase());
    }
    if (!(right instanceof Static constant && constant.value() instanceof Value.Text text)) {
      throw tokens.error(
          right.place(), "right of " + operator + " stands a regular expression in quotes");
    }
    try {
      var _ = Pattern.compile(text.value());
    } catch (PatternSyntaxException e) {
      throw tokens.error(right.place(), "no regular expression: " + e.getDescription());
    }
  }
}
