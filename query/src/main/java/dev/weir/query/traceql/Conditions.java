package dev.weir.query.traceql;

import dev.weir.query.traceql.FieldExpr.Attribute;
import dev.weir.query.traceql.FieldExpr.Binary;
import dev.weir.query.traceql.FieldExpr.Field;
import dev.weir.query.traceql.FieldExpr.NestedSetParent;
import dev.weir.query.traceql.FieldExpr.Static;
import dev.weir.query.traceql.FieldExpr.Unary;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Expr.Comparison;
import dev.weir.store.query.Expr.Operation;
import dev.weir.store.query.Intrinsic;
import dev.weir.store.query.Scope;
import dev.weir.store.query.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Makes store expressions of what stands within braces.
final class Conditions {
  private static final String SERVICE_NAME = "service.name";
  private static final Expr IS_ROOT = Expr.equal(Expr.field(Intrinsic.PARENT_SPAN_ID), "");
  private static final Expr NEVER = Expr.literal(false);

  private final String query;

  Conditions(String query) {
    this.query = query;
  }

  /// A condition as a filter.
  Expr filter(FieldExpr expr) {
    return switch (expr) {
      case Static constant -> new Expr.Literal(bool(constant));
      case Attribute attribute when attribute.ofParent() ->
          ofParent(Expr.compare(attribute(attribute), Comparison.EQ, Expr.literal(true)));
      case Unary unary -> not(unary);
      case Binary binary -> binary(binary);
      default -> Expr.compare(value(expr), Comparison.EQ, Expr.literal(true));
    };
  }

  private static Value bool(Static constant) {
    return constant.value() instanceof Value.Bool bool ? bool : Value.of(false);
  }

  /// An attribute that is missing, or neither true nor false, is not false.
  private Expr not(Unary unary) {
    return unary.operand() instanceof Attribute attribute
        ? withParent(
            attribute, Expr.compare(attribute(attribute), Comparison.EQ, Expr.literal(false)))
        : Expr.not(filter(unary.operand()));
  }

  private static Expr withParent(Attribute attribute, Expr condition) {
    return attribute.ofParent() ? ofParent(condition) : condition;
  }

  private static Expr ofParent(Expr condition) {
    return new Expr.Related(Expr.Relation.PARENT, condition);
  }

  private Expr binary(Binary binary) {
    return switch (binary.operator()) {
      case "&&" -> new Expr.And(operands(binary, "&&").stream().map(this::filter).toList());
      case "||" -> new Expr.Or(operands(binary, "||").stream().map(this::filter).toList());
      default -> comparison(binary);
    };
  }

  /// The operands of a chain of the same operator.
  static List<FieldExpr> operands(FieldExpr expr, String operator) {
    List<FieldExpr> reversed = new ArrayList<>();
    FieldExpr rest = expr;
    while (rest instanceof Binary binary && binary.operator().equals(operator)) {
      reversed.addAll(operands(binary.right(), operator).reversed());
      rest = binary.left();
    }
    reversed.add(rest);
    return reversed.reversed();
  }

  private Expr comparison(Binary binary) {
    if (!isOfParent(binary) || looksAtOwn(binary)) {
      return compare(binary);
    }
    // Whether there is such a parent is found faster than what it holds.
    return ofParent(
        compare(
            new Binary(
                binary.operator(), asOwn(binary.left()), asOwn(binary.right()), binary.place())));
  }

  /// Whether it looks at a field of the span itself.
  private static boolean looksAtOwn(FieldExpr expr) {
    return switch (expr) {
      case Attribute attribute -> !attribute.ofParent();
      case Unary unary -> looksAtOwn(unary.operand());
      case Binary binary -> looksAtOwn(binary.left()) || looksAtOwn(binary.right());
      case Static _ -> false;
      case Field _, NestedSetParent _ -> true;
    };
  }

  /// The same as the parent would say it of itself.
  private static FieldExpr asOwn(FieldExpr expr) {
    return switch (expr) {
      case Attribute attribute ->
          new Attribute(attribute.scope(), attribute.key(), false, attribute.place());
      case Unary unary -> new Unary(unary.operator(), asOwn(unary.operand()), unary.place());
      case Binary binary ->
          new Binary(
              binary.operator(), asOwn(binary.left()), asOwn(binary.right()), binary.place());
      default -> expr;
    };
  }

  private static boolean isOfParent(FieldExpr expr) {
    return switch (expr) {
      case Attribute attribute -> attribute.ofParent();
      case Unary unary -> isOfParent(unary.operand());
      case Binary binary -> isOfParent(binary.left()) || isOfParent(binary.right());
      default -> false;
    };
  }

  private Expr compare(Binary binary) {
    FieldExpr left = binary.left();
    FieldExpr right = binary.right();
    if (left instanceof NestedSetParent || right instanceof NestedSetParent) {
      return nestedSetParent(binary);
    }
    if (Typing.of(left) == Type.NIL || Typing.of(right) == Type.NIL) {
      return nil(binary);
    }
    if (binary.operator().equals("=~") || binary.operator().equals("!~")) {
      return regex(binary);
    }
    if (isKeywordBesideAttribute(left, right) || isKeywordBesideAttribute(right, left)) {
      return NEVER;
    }
    return Expr.compare(idLike(left, right), comparison(binary.operator()), idLike(right, left));
  }

  private static boolean isKeywordBesideAttribute(FieldExpr keyword, FieldExpr other) {
    Type type = Typing.of(keyword);
    return (type == Type.STATUS || type == Type.KIND) && Typing.of(other) == Type.ANY;
  }

  private Expr nil(Binary binary) {
    FieldExpr tested = Typing.of(binary.left()) == Type.NIL ? binary.right() : binary.left();
    if (Typing.of(tested) == Type.NIL) {
      return Expr.literal(binary.operator().equals("="));
    }
    Expr exists = new Expr.Exists(value(tested));
    return switch (binary.operator()) {
      case "=" -> Expr.not(exists);
      case "!=" -> exists;
      default -> NEVER;
    };
  }

  private Expr regex(Binary binary) {
    Expr tested = value(binary.left());
    String pattern =
        binary.right() instanceof Static constant && constant.value() instanceof Value.Text text
            ? text.value()
            : "";
    Expr matches = new Expr.Matches(tested, pattern, true);
    return binary.operator().equals("=~")
        ? matches
        : Expr.and(new Expr.Exists(tested), Expr.not(matches));
  }

  /// Only whether it is below zero can be said.
  private Expr nestedSetParent(Binary binary) {
    boolean isLeft = binary.left() instanceof NestedSetParent;
    Double number = number(isLeft ? binary.right() : binary.left());
    String operator = isLeft ? binary.operator() : mirrored(binary.operator());
    if (number != null) {
      boolean ofRoot = holds(-1, operator, number);
      boolean ofOthers = holds(1, operator, number);
      if (ofOthers == holds(Integer.MAX_VALUE, operator, number)) {
        return ofRoot ? ofOthers ? Expr.TRUE : IS_ROOT : ofOthers ? Expr.not(IS_ROOT) : NEVER;
      }
    }
    throw unsupported(binary, "nestedSetParent can only be compared with 0 or -1");
  }

  private static boolean holds(double value, String operator, double other) {
    return switch (operator) {
      case "<" -> value < other;
      case "<=" -> value <= other;
      case ">" -> value > other;
      case ">=" -> value >= other;
      case "!=" -> value != other;
      default -> value == other;
    };
  }

  private static String mirrored(String operator) {
    return switch (operator) {
      case "<" -> ">";
      case "<=" -> ">=";
      case ">" -> "<";
      case ">=" -> "<=";
      default -> operator;
    };
  }

  private static @Nullable Double number(FieldExpr expr) {
    return switch (expr) {
      case Static constant when constant.value() instanceof Value.Int whole ->
          (double) whole.value();
      case Static constant when constant.value() instanceof Value.Real real -> real.value();
      case Unary unary -> {
        Double inner = number(unary.operand());
        yield inner == null ? null : -inner;
      }
      default -> null;
    };
  }

  static Comparison comparison(String operator) {
    return switch (operator) {
      case "!=" -> Comparison.NE;
      case "<" -> Comparison.LT;
      case "<=" -> Comparison.LE;
      case ">" -> Comparison.GT;
      case ">=" -> Comparison.GE;
      default -> Comparison.EQ;
    };
  }

  /// Ids are written as the store has them: in lower case, with all their digits.
  private Expr idLike(FieldExpr expr, FieldExpr other) {
    if (other instanceof Field field
        && expr instanceof Static constant
        && constant.value() instanceof Value.Text text) {
      int digits =
          switch (field.intrinsic()) {
            case TRACE_ID, LINK_TRACE_ID -> 32;
            case SPAN_ID, PARENT_SPAN_ID, LINK_SPAN_ID -> 16;
            default -> 0;
          };
      return digits == 0 ? value(expr) : Expr.literal(id(text.value(), digits));
    }
    return value(expr);
  }

  /// An id with leading zeros; an empty one stays empty.
  static String id(String text, int digits) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.isEmpty() || lower.length() >= digits
        ? lower
        : "0".repeat(digits - lower.length()) + lower;
  }

  /// An expression as a column, group key or operand.
  Expr value(FieldExpr expr) {
    return switch (expr) {
      case Static constant when constant.value() != null -> new Expr.Literal(constant.value());
      case Static constant -> throw unsupported(constant, "nil can only be compared with = and !=");
      case Attribute attribute when attribute.ofParent() -> new Expr.OfParent(attribute(attribute));
      case Attribute attribute -> attribute(attribute);
      case Field field -> Expr.field(field.intrinsic());
      case NestedSetParent nested ->
          throw unsupported(nested, "nestedSetParent can only be compared with 0 or -1");
      case Unary unary when unary.operator().equals("-") -> negative(unary);
      case Binary binary when Typing.of(binary) == Type.NUMBER ->
          new Expr.Arithmetic(
              operation(binary.operator()), value(binary.left()), value(binary.right()));
      default -> filter(expr);
    };
  }

  private Expr attribute(Attribute attribute) {
    return attribute.scope() == Scope.RESOURCE && attribute.key().equals(SERVICE_NAME)
        ? Expr.field(Intrinsic.SERVICE)
        : Expr.attribute(attribute.scope(), attribute.key());
  }

  private Expr negative(Unary unary) {
    if (unary.operand() instanceof Static constant) {
      switch (constant.value()) {
        case Value.Int whole -> {
          return Expr.literal(-whole.value());
        }
        case Value.Real real -> {
          return Expr.literal(-real.value());
        }
        case null, default -> {}
      }
    }
    return new Expr.Arithmetic(Operation.SUBTRACT, Expr.literal(0L), value(unary.operand()));
  }

  static Operation operation(String operator) {
    return switch (operator) {
      case "+" -> Operation.ADD;
      case "-" -> Operation.SUBTRACT;
      case "*" -> Operation.MULTIPLY;
      case "/" -> Operation.DIVIDE;
      case "%" -> Operation.MODULO;
      default -> Operation.POWER;
    };
  }

  TraceQlException unsupported(FieldExpr expr, String message) {
    return new TraceQlException(query, expr.place().offset(), expr.place().length(), message, null);
  }
}
