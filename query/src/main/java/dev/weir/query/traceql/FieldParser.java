package dev.weir.query.traceql;

import dev.weir.query.traceql.FieldExpr.Place;
import dev.weir.query.traceql.FieldExpr.Static;
import dev.weir.store.query.Scope;
import dev.weir.store.query.Value;
import java.util.Objects;
import java.util.Set;

/// Reads what stands within braces. Precedence, from loose to tight: `&&` and `||` alike;
/// comparisons; `+ -`; `! -` before an operand; `* / %`; `^`, which groups to the right.
final class FieldParser {
  private static final Set<String> LOGIC = Set.of("&&", "||");
  private static final Set<String> COMPARISONS =
      Set.of("=", "!=", "<", "<=", ">", ">=", "=~", "!~");
  private static final Set<String> SUMS = Set.of("+", "-");
  private static final Set<String> PRODUCTS = Set.of("*", "/", "%");
  private static final Set<String> STATUSES = Set.of("ok", "error", "unset");
  private static final Set<String> KINDS =
      Set.of("unspecified", "internal", "server", "client", "producer", "consumer");

  private final Tokens tokens;
  private final Typing typing;

  FieldParser(Tokens tokens) {
    this.tokens = tokens;
    this.typing = new Typing(tokens);
  }

  /// Reads a condition: something that is true or false.
  FieldExpr condition() {
    FieldExpr expr = expression();
    typing.requireCondition(expr);
    return expr;
  }

  /// Reads any expression.
  FieldExpr expression() {
    tokens.enter();
    FieldExpr left = comparison();
    while (isNext(LOGIC)) {
      String operator = tokens.next().text();
      left = binary(operator, left, comparison());
    }
    tokens.leave();
    return left;
  }

  private FieldExpr comparison() {
    FieldExpr left = sum();
    while (isNext(COMPARISONS)) {
      String operator = tokens.next().text();
      left = binary(operator, left, sum());
    }
    return left;
  }

  private FieldExpr sum() {
    FieldExpr left = unary();
    while (isNext(SUMS)) {
      String operator = tokens.next().text();
      left = binary(operator, left, unary());
    }
    return left;
  }

  private FieldExpr unary() {
    Token first = tokens.peek();
    if (first.is("!") || first.is("-")) {
      tokens.next();
      tokens.enter();
      FieldExpr operand = unary();
      tokens.leave();
      return typing.unary(first.text(), operand, tokens.since(first));
    }
    return product();
  }

  private FieldExpr product() {
    FieldExpr left = power();
    while (isNext(PRODUCTS)) {
      String operator = tokens.next().text();
      left = binary(operator, left, tokens.peek().is("-") ? unary() : power());
    }
    return left;
  }

  private FieldExpr power() {
    FieldExpr left = primary();
    if (tokens.take("^")) {
      tokens.enter();
      FieldExpr right = tokens.peek().is("-") ? unary() : power();
      tokens.leave();
      return binary("^", left, right);
    }
    return left;
  }

  private FieldExpr binary(String operator, FieldExpr left, FieldExpr right) {
    return typing.binary(operator, left, right, left.place().to(right.place()));
  }

  private boolean isNext(Set<String> operators) {
    Token token = tokens.peek();
    return token.kind() == Token.Kind.SYMBOL && operators.contains(token.text());
  }

  private FieldExpr primary() {
    Token token = tokens.peek();
    if (token.is("(")) {
      tokens.next();
      FieldExpr inner = expression();
      tokens.expect(")");
      return inner;
    }
    return token.kind() == Token.Kind.NAME ? name(tokens.next()) : constant();
  }

  /// Reads a number, a text or a keyword.
  Static constant() {
    Token token = tokens.next();
    Place place = new Place(token.offset(), token.length());
    return switch (token.kind()) {
      case STRING -> new Static(Value.of(token.text()), Type.TEXT, place);
      case INT -> new Static(integer(token), Type.NUMBER, place);
      case REAL -> new Static(Value.of(real(token)), Type.NUMBER, place);
      case DURATION ->
          new Static(
              Value.of(Objects.requireNonNull(Durations.parse(token.text())).longValue()),
              Type.DURATION,
              place);
      default ->
          throw tokens.error(
              token, "unexpected " + token.describe() + " (expected: a field or a value)");
    };
  }

  private Value integer(Token token) {
    try {
      return Value.of(Long.parseLong(token.text()));
    } catch (NumberFormatException e) {
      return Value.of(real(token));
    }
  }

  double real(Token token) {
    try {
      return Double.parseDouble(token.text());
    } catch (NumberFormatException e) {
      throw tokens.error(token, "\"" + token.text() + "\" is no number");
    }
  }

  private FieldExpr name(Token token) {
    Place place = new Place(token.offset(), token.length());
    String name = token.text();
    if (name.equals("true") || name.equals("false")) {
      return new Static(Value.of(name.equals("true")), Type.BOOL, place);
    }
    if (name.equals("nil")) {
      return new Static(null, Type.NIL, place);
    }
    if (STATUSES.contains(name)) {
      return new Static(Value.of(name), Type.STATUS, place);
    }
    if (KINDS.contains(name)) {
      return new Static(Value.of(name), Type.KIND, place);
    }
    if (name.equals("nestedSetParent")) {
      return new FieldExpr.NestedSetParent(place);
    }
    Fields.Known known = Fields.intrinsic(name);
    return known == null
        ? attribute(token, name, place)
        : new FieldExpr.Field(known.intrinsic(), known.type(), place);
  }

  private FieldExpr attribute(Token token, String name, Place place) {
    int dot = name.indexOf('.');
    String first = dot < 0 ? "" : name.substring(0, dot);
    boolean ofParent = first.equals("parent");
    String rest = dot < 0 ? "" : name.substring(dot + 1);
    if (ofParent) {
      int second = rest.indexOf('.');
      Scope inner = second < 0 ? null : Fields.scope(rest.substring(0, second));
      if (inner != null) {
        return new FieldExpr.Attribute(inner, key(token, rest.substring(second + 1)), true, place);
      }
    }
    if (dot == 0 || ofParent) {
      return new FieldExpr.Attribute(Scope.ANY, key(token, rest), ofParent, place);
    }
    Scope scope = Fields.scope(first);
    if (scope == null) {
      throw unknown(token);
    }
    return new FieldExpr.Attribute(scope, key(token, rest), false, place);
  }

  private String key(Token token, String key) {
    if (key.isEmpty()) {
      throw tokens.error(token, "the name of the attribute is missing after the dot");
    }
    return key;
  }

  private TraceQlException unknown(Token token) {
    String name = token.text();
    String nearest = Nearest.of(name, Fields.candidates());
    if (nearest != null && nearest.endsWith(".")) {
      int dot = name.indexOf('.');
      nearest = dot < 0 ? nearest : nearest + name.substring(dot + 1);
    }
    String suggestion = nearest == null ? "." + name : nearest;
    return tokens.error(
        token,
        "unknown name \""
            + name
            + "\" (did you mean "
            + suggestion
            + "?"
            + (nearest == null ? " Attributes begin with a dot or a scope such as span." : "")
            + ")",
        suggestion);
  }
}
