package dev.weir.store.duckdb;

import dev.weir.store.items.Names;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Expr.Comparison;
import dev.weir.store.query.Intrinsic;
import dev.weir.store.query.Scope;
import dev.weir.store.query.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Translates expressions into SQL, given what their leaves are.
///
/// A predicate may be NULL where it is not true; [#bool] makes it false.
final class ExprSql {
  private static final int HEX_ID = 16;
  private final Leaves leaves;

  ExprSql(Leaves leaves) {
    this.leaves = leaves;
  }

  Typed value(Expr expr) {
    return switch (expr) {
      case Expr.Literal(Value value) -> Sql.literal(value);
      case Expr.Attribute _, Expr.Field _ -> leaves.leaf(expr);
      case Expr.Arithmetic(var operation, Expr left, Expr right) ->
          compute(operation, value(left).number(), value(right).number());
      case Expr.Coalesce(List<Expr> operands) ->
          operands.stream().map(this::value).reduce(Typed.NOTHING, Typed::or);
      case Expr.TraceAggregate aggregate -> leaves.aggregate(aggregate);
      case Expr.OfParent parent -> leaves.parent(parent);
      default -> Typed.ofBool(bool(predicate(expr)));
    };
  }

  String predicate(Expr expr) {
    return switch (expr) {
      case Expr.And(List<Expr> operands) -> join(operands, " AND ", "true");
      case Expr.Or(List<Expr> operands) -> join(operands, " OR ", "false");
      case Expr.Not(Expr operand) -> "NOT " + bool(predicate(operand));
      case Expr.Compare compare when isMany(compare.left()) || isMany(compare.right()) ->
          leaves.any(expr);
      case Expr.Matches matches when isMany(matches.text()) -> leaves.any(expr);
      case Expr.Contains contains when isMany(contains.text()) -> leaves.any(expr);
      case Expr.In in when isMany(in.expr()) -> leaves.any(expr);
      case Expr.Exists exists when isMany(exists.expr()) -> leaves.any(expr);
      case Expr.Compare _, Expr.Matches _, Expr.Contains _, Expr.In _, Expr.Exists _ -> test(expr);
      case Expr.Related(var relation, Expr filter) -> leaves.related(relation, filter);
      default -> {
        String bool = value(expr).bool();
        yield bool == null ? "false" : bool;
      }
    };
  }

  /// A test of values, each one value.
  String test(Expr expr) {
    return switch (expr) {
      case Expr.Compare(Comparison operator, Expr left, Expr right) ->
          compare(operator, left, right);
      case Expr.Matches(Expr text, String pattern, boolean whole) ->
          ofText(
              text,
              sql ->
                  (whole ? "regexp_full_match(" : "regexp_matches(")
                      + sql
                      + ", "
                      + Sql.quote(pattern)
                      + ", 's')");
      case Expr.Contains(Expr text, String part, boolean ignoreCase) ->
          ofText(text, sql -> contains(sql, part, ignoreCase));
      case Expr.In(Expr of, List<Value> values) ->
          either(
              values.stream()
                  .map(value -> compare(Comparison.EQ, of, new Expr.Literal(value)))
                  .toList());
      case Expr.Exists(Expr of) -> value(of).isPresent();
      default -> predicate(expr);
    };
  }

  /// Whether a field has many values.
  static boolean isMany(Expr expr) {
    return switch (expr) {
      case Expr.Attribute(Scope scope, String _) -> scope == Scope.EVENT || scope == Scope.LINK;
      case Expr.Field(Intrinsic intrinsic) ->
          switch (intrinsic) {
            case EVENT_NAME, EVENT_TIME_SINCE_START, LINK_TRACE_ID, LINK_SPAN_ID -> true;
            default -> false;
          };
      default -> false;
    };
  }

  static String bool(String predicate) {
    return "coalesce(" + predicate + ", false)";
  }

  private String compare(Comparison operator, Expr left, Expr right) {
    if (left instanceof Expr.Literal && !(right instanceof Expr.Literal)) {
      return compare(mirrored(operator), right, left);
    }
    String quick = quickly(operator, left, right);
    return quick != null ? quick : compare(operator, value(left), value(right));
  }

  private static String compare(Comparison operator, Typed left, Typed right) {
    List<String> tests = new ArrayList<>();
    String sign = sign(operator);
    add(tests, left.anyText(), sign, right.anyText());
    add(tests, left.integer(), sign, right.integer());
    add(tests, asReal(left.integer()), sign, right.real());
    add(tests, left.real(), sign, asReal(right.integer()));
    add(tests, left.real(), sign, right.real());
    if (operator == Comparison.EQ || operator == Comparison.NE) {
      add(tests, left.bool(), sign, right.bool());
    }
    return either(tests);
  }

  /// Ids and words that are stored as numbers are compared as numbers with a constant.
  private @Nullable String quickly(Comparison operator, Expr left, Expr right) {
    boolean isEquality = operator == Comparison.EQ || operator == Comparison.NE;
    if (!isEquality
        || !(left instanceof Expr.Field(Intrinsic intrinsic))
        || !(right instanceof Expr.Literal(Value.Text(String text)))) {
      return null;
    }
    return switch (intrinsic) {
      case KIND -> word(operator, "kind", Names.KINDS.indexOf(text));
      case STATUS -> word(operator, "status", Names.STATUSES.indexOf(text));
      case METRIC_TYPE -> word(operator, "type", Names.TYPES.indexOf(text));
      case TRACE_ID -> traceId(operator, text);
      case SPAN_ID -> spanId(operator, "sp", text);
      case PARENT_SPAN_ID -> spanId(operator, "pa", text);
      default -> null;
    };
  }

  private String word(Comparison operator, String column, int number) {
    String sql = raw(column);
    return sql + " " + sign(operator) + " " + number;
  }

  private String traceId(Comparison operator, String text) {
    long[] id = id(text, 2);
    String equal =
        id.length == 0
            ? "false"
            : "(%s = %s AND %s = %s)"
                .formatted(raw("th"), Sql.number(id[0]), raw("tl"), Sql.number(id[1]));
    return operator == Comparison.EQ
        ? equal
        : "(" + raw("th") + " IS NOT NULL AND NOT " + equal + ")";
  }

  private String spanId(Comparison operator, String column, String text) {
    long[] id = id(text, 1);
    String equal = id.length == 0 ? "false" : raw(column) + " = " + Sql.number(id[0]);
    return operator == Comparison.EQ
        ? equal
        : "(" + raw(column) + " IS NOT NULL AND NOT (" + equal + "))";
  }

  private String raw(String column) {
    String sql = leaves.column(column);
    return sql == null ? "NULL" : sql;
  }

  /// The numbers of an id: of none zeros; no numbers of what is no id.
  static long[] id(String text, int longs) {
    if (text.isEmpty()) {
      return new long[longs];
    }
    if (text.length() != HEX_ID * longs || !text.chars().allMatch(ExprSql::isLowerHex)) {
      return new long[0];
    }
    long[] id = new long[longs];
    for (int i = 0; i < longs; i++) {
      id[i] = HexFormat.fromHexDigitsToLong(text, i * HEX_ID, (i + 1) * HEX_ID);
    }
    // An id of zeros is none, which is written as empty.
    return Arrays.stream(id).allMatch(each -> each == 0) ? new long[0] : id;
  }

  private static boolean isLowerHex(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  private String ofText(Expr text, java.util.function.UnaryOperator<String> test) {
    String sql = value(text).anyText();
    return sql == null ? "false" : test.apply(sql);
  }

  private static String contains(String sql, String part, boolean ignoreCase) {
    return ignoreCase
        ? "contains(lower(" + sql + "), lower(" + Sql.quote(part) + "))"
        : "contains(" + sql + ", " + Sql.quote(part) + ")";
  }

  private static Typed compute(
      Expr.Operation operation, @Nullable String left, @Nullable String right) {
    if (left == null || right == null) {
      return Typed.NOTHING;
    }
    return Typed.ofReal(
        switch (operation) {
          case ADD -> "(" + left + " + " + right + ")";
          case SUBTRACT -> "(" + left + " - " + right + ")";
          case MULTIPLY -> "(" + left + " * " + right + ")";
          case DIVIDE -> "(" + left + " / " + right + ")";
          case MODULO -> "fmod(" + left + ", " + right + ")";
          case POWER -> "pow(" + left + ", " + right + ")";
        });
  }

  private String join(List<Expr> operands, String operator, String none) {
    if (operands.isEmpty()) {
      return none;
    }
    List<String> parts = operands.stream().map(each -> "(" + predicate(each) + ")").toList();
    return String.join(operator, parts);
  }

  private static String either(List<String> tests) {
    return tests.isEmpty() ? "false" : "(" + String.join(" OR ", tests) + ")";
  }

  private static void add(
      List<String> tests, @Nullable String left, String sign, @Nullable String right) {
    if (left != null && right != null) {
      tests.add("(" + left + " " + sign + " " + right + ")");
    }
  }

  private static @Nullable String asReal(@Nullable String integer) {
    return integer == null ? null : "CAST(" + integer + " AS DOUBLE)";
  }

  private static Comparison mirrored(Comparison operator) {
    return switch (operator) {
      case EQ, NE -> operator;
      case LT -> Comparison.GT;
      case LE -> Comparison.GE;
      case GT -> Comparison.LT;
      case GE -> Comparison.LE;
    };
  }

  private static String sign(Comparison operator) {
    return switch (operator) {
      case EQ -> "=";
      case NE -> "<>";
      case LT -> "<";
      case LE -> "<=";
      case GT -> ">";
      case GE -> ">=";
    };
  }
}
