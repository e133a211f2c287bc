package dev.weir.ottl.syntax;

import dev.weir.ottl.syntax.Tokens.Kind;
import dev.weir.ottl.syntax.Tree.Argument;
import dev.weir.ottl.syntax.Tree.Condition;
import dev.weir.ottl.syntax.Tree.Entry;
import dev.weir.ottl.syntax.Tree.Operator;
import dev.weir.ottl.syntax.Tree.Segment;
import dev.weir.ottl.syntax.Tree.Statement;
import dev.weir.ottl.syntax.Tree.Step;
import dev.weir.ottl.syntax.Tree.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads text by recursive descent.
///
/// ```
/// statement  = call [ "where" condition ]
/// condition  = and { "or" and }
/// and        = not { "and" not }
/// not        = [ "not" ] ( value operator value | bool | call | "(" condition ")" )
/// value      = nil | bool | text | bytes | symbol | list | map | lambda | sum
/// sum        = product { ( "+" | "-" ) product }
/// product    = factor { ( "*" | "/" ) factor }
/// factor     = [ "+" | "-" ] ( int | real | call | path | "(" sum ")" )
/// path       = segment { "." segment }
/// segment    = small letters { key }
/// call       = name "(" [ argument { "," argument } ] ")" { key }
/// argument   = [ name "=" ] ( value | name )
/// key        = "[" ( text | sum ) "]"
/// list       = "[" { value } { "," value } "]"
/// map        = "{" { text ":" value [ "," ] } "}"
/// lambda     = "(" [ parameter { "," parameter } ] ")" "=>" ( value | condition )
/// ```
///
/// Whether a parenthesis holds a condition or arithmetic shows in what follows it, so nothing is
/// read twice.
public final class Parser {
  /// Text nested deeper is refused, lest it end the stack.
  static final int MAX_DEPTH = 200;

  private final String text;
  private final Tokens tokens;
  private final Lookahead ahead;
  private int at;
  private int depth;

  private Parser(String text) {
    this.text = text;
    tokens = new Tokens(text);
    ahead = new Lookahead(tokens);
  }

  /// Reads a statement: `set(a, b) where c == d`.
  ///
  /// @throws SyntaxException if it is none
  public static Statement statement(String text) {
    Parser parser = new Parser(text);
    Statement statement = parser.statement();
    parser.expectEnd("\"where\" or the end");
    return statement;
  }

  /// Reads a condition: `a == b and not c`.
  ///
  /// @throws SyntaxException if it is none
  public static Condition condition(String text) {
    Parser parser = new Parser(text);
    Condition condition = parser.condition();
    parser.expectEnd("\"and\", \"or\" or the end");
    return condition;
  }

  /// Reads a value: `attributes["a"]`, `Concat([a, b], "")`.
  ///
  /// @throws SyntaxException if it is none
  public static Value value(String text) {
    Parser parser = new Parser(text);
    Value value = parser.value();
    parser.expectEnd("an operator or the end");
    return value;
  }

  private Statement statement() {
    int start = tokens.start(at);
    if (tokens.kind(at) != Kind.WORD || ahead.isKeyword(at)) {
      throw unexpected("the name of an editor");
    }
    String name = tokens.text(at);
    if (Character.isUpperCase(name.charAt(0))) {
      throw new SyntaxException(
          start, "converter " + name + " (expected: an editor, which begins with a small letter)");
    }
    Value.Call editor = call();
    if (!editor.keys().isEmpty()) {
      throw new SyntaxException(
          editor.keys().getFirst().at(),
          "key behind editor " + name + " (expected: keys behind paths and converters only)");
    }
    Condition where = null;
    if (is("where")) {
      at++;
      where = condition();
    }
    return new Statement(start, editor, where);
  }

  private Condition condition() {
    int start = tokens.start(at);
    List<Condition> terms = new ArrayList<>();
    do {
      terms.add(and());
    } while (skip("or"));
    return terms.size() == 1 ? terms.getFirst() : new Condition.Or(start, terms);
  }

  private Condition and() {
    int start = tokens.start(at);
    List<Condition> terms = new ArrayList<>();
    do {
      terms.add(not());
    } while (skip("and"));
    return terms.size() == 1 ? terms.getFirst() : new Condition.And(start, terms);
  }

  private Condition not() {
    int start = tokens.start(at);
    return skip("not") ? new Condition.Not(start, simple()) : simple();
  }

  private Condition simple() {
    int start = tokens.start(at);
    if (is("(") && !ahead.isValueInParentheses(at)) {
      enter();
      at++;
      Condition inner = condition();
      expect(")", "\"and\", \"or\" or \")\"");
      depth--;
      return inner;
    }
    Value left = value();
    if (tokens.kind(at) == Kind.SIGN && ahead.isComparison(at)) {
      return comparison(left);
    }
    if (left instanceof Value.Bool bool) {
      return new Condition.Constant(start, bool.value());
    }
    if (left instanceof Value.Call call) {
      return new Condition.Called(start, call);
    }
    throw unexpected("==, !=, <, <=, > or >=");
  }

  private Condition comparison(Value left) {
    int operatorAt = tokens.start(at);
    Operator operator = Operator.of(tokens.text(at));
    at++;
    Value right = value();
    return new Condition.Comparison(left.at(), left, operator, operatorAt, right);
  }

  private Value value() {
    enter();
    Value value = anyValue();
    depth--;
    return value;
  }

  private Value anyValue() {
    int start = tokens.start(at);
    switch (tokens.kind(at)) {
      case TEXT -> {
        return new Value.Text(start, Strings.unquote(tokens.text(at++), start));
      }
      case BYTES -> {
        return new Value.Bytes(start, tokens.text(at++).substring(2));
      }
      case WORD -> {
        Value word = word(start);
        if (word != null) {
          return word;
        }
      }
      case SIGN -> {
        if (is("[")) {
          return list(start);
        }
        if (is("{")) {
          return map(start);
        }
        if (is("(") && ahead.isLambda(at)) {
          return lambda(start);
        }
      }
      case INT, REAL, BLANK, END -> {}
    }
    return sum();
  }

  /// What a word means that is no path and no call: a keyword or a symbol; null otherwise.
  private @Nullable Value word(int start) {
    if (skip("nil")) {
      return new Value.Nil(start);
    }
    if (is("true") || is("false")) {
      return new Value.Bool(start, tokens.is(at++, "true"));
    }
    if (Character.isUpperCase(text.charAt(start)) && !tokens.is(at + 1, "(")) {
      String name = tokens.text(at++);
      boolean isSymbol = name.chars().noneMatch(Character::isLowerCase);
      return isSymbol ? new Value.Symbol(start, name) : new Value.Name(start, name);
    }
    return null;
  }

  private Value sum() {
    Value first = product();
    List<Step> steps = new ArrayList<>();
    while (is("+") || is("-")) {
      int start = tokens.start(at);
      char operator = text.charAt(start);
      at++;
      steps.add(new Step(start, operator, product()));
    }
    return steps.isEmpty() ? first : new Value.Arithmetic(first.at(), first, steps);
  }

  private Value product() {
    Value first = factor();
    List<Step> steps = new ArrayList<>();
    while (is("*") || is("/")) {
      int start = tokens.start(at);
      char operator = text.charAt(start);
      at++;
      steps.add(new Step(start, operator, factor()));
    }
    return steps.isEmpty() ? first : new Value.Arithmetic(first.at(), first, steps);
  }

  private Value factor() {
    int start = tokens.start(at);
    if (skip("+")) {
      return operand();
    }
    if (!skip("-")) {
      return operand();
    }
    Value negated = operand();
    return switch (negated) {
      case Value.Int number -> new Value.Int(start, -number.value());
      case Value.Real number -> new Value.Real(start, -number.value());
      default -> new Value.Negative(start, negated);
    };
  }

  private Value operand() {
    int start = tokens.start(at);
    switch (tokens.kind(at)) {
      case INT -> {
        return new Value.Int(start, Strings.parseInt(tokens.text(at++), start));
      }
      case REAL -> {
        return new Value.Real(start, Double.parseDouble(tokens.text(at++)));
      }
      case WORD -> {
        if (!ahead.isKeyword(at) && tokens.is(at + 1, "(")) {
          return converter(start);
        }
        if (!ahead.isKeyword(at) && Character.isLowerCase(text.charAt(start))) {
          return path(start);
        }
      }
      case SIGN -> {
        if (is("(")) {
          enter();
          at++;
          Value inner = sum();
          expect(")", "an operator or \")\"");
          depth--;
          return inner;
        }
      }
      case TEXT, BYTES, BLANK, END -> {}
    }
    throw unexpected("a number, path or converter");
  }

  private Value.Call converter(int start) {
    Value.Call call = call();
    if (Character.isLowerCase(call.name().charAt(0))) {
      throw new SyntaxException(
          start, "editor " + call.name() + " (expected: a converter, which begins with a capital)");
    }
    return call;
  }

  private Value.Call call() {
    int start = tokens.start(at);
    String name = tokens.text(at++);
    enter();
    expect("(", "\"(\"");
    List<Argument> arguments = new ArrayList<>();
    if (!is(")")) {
      do {
        arguments.add(argument());
      } while (skip(","));
    }
    expect(")", "\",\" or \")\"");
    depth--;
    return new Value.Call(start, name, arguments, keys());
  }

  private Argument argument() {
    int start = tokens.start(at);
    String name = null;
    if (tokens.kind(at) == Kind.WORD && tokens.is(at + 1, "=")) {
      name = tokens.text(at);
      at += 2;
    }
    return new Argument(start, name, value());
  }

  private Value.Path path(int start) {
    List<Segment> segments = new ArrayList<>();
    do {
      int segmentAt = tokens.start(at);
      String name = tokens.text(at);
      boolean isName =
          tokens.kind(at) == Kind.WORD && name.chars().noneMatch(Character::isUpperCase);
      if (!isName) {
        throw unexpected("a field in small letters");
      }
      at++;
      segments.add(new Segment(segmentAt, name, keys()));
    } while (skip("."));
    return new Value.Path(start, segments);
  }

  private List<Value> keys() {
    if (!is("[")) {
      return List.of();
    }
    List<Value> keys = new ArrayList<>();
    while (skip("[")) {
      keys.add(key());
      expect("]", "\"]\"");
    }
    return keys;
  }

  private Value key() {
    if (tokens.kind(at) == Kind.TEXT) {
      int start = tokens.start(at);
      return new Value.Text(start, Strings.unquote(tokens.text(at++), start));
    }
    enter();
    Value key = sum();
    depth--;
    return key;
  }

  private Value list(int start) {
    at++;
    List<Value> elements = new ArrayList<>();
    while (!is("]") && !is(",")) {
      elements.add(value());
    }
    while (skip(",")) {
      elements.add(value());
    }
    expect("]", "\",\" or \"]\"");
    return new Value.ListOf(start, elements);
  }

  private Value map(int start) {
    at++;
    List<Entry> entries = new ArrayList<>();
    while (!is("}")) {
      int entryAt = tokens.start(at);
      if (tokens.kind(at) != Kind.TEXT) {
        throw unexpected("a string as key, or \"}\"");
      }
      String key = Strings.unquote(tokens.text(at++), entryAt);
      expect(":", "\":\"");
      entries.add(new Entry(entryAt, key, value()));
      skip(",");
    }
    at++;
    return new Value.MapOf(start, entries);
  }

  private Value lambda(int start) {
    at++;
    List<String> parameters = new ArrayList<>();
    if (!is(")")) {
      do {
        parameters.add(tokens.text(at++));
      } while (skip(","));
    }
    at += 2;
    return new Value.LambdaOf(start, parameters, body());
  }

  /// A value if it is one, else a condition.
  private Tree body() {
    enter();
    Condition condition;
    if (is("not")
        || (is("(")
            && !ahead.isLambda(at)
            && !ahead.isValueInParentheses(at)
            && ahead.holdsCondition(at))) {
      condition = condition();
    } else {
      Value first = value();
      if (!ahead.isComparison(at) && !is("and") && !is("or")) {
        depth--;
        return first;
      }
      condition = continued(first);
    }
    depth--;
    return condition;
  }

  /// The rest of a condition whose first value was read.
  private Condition continued(Value first) {
    List<Condition> terms = new ArrayList<>();
    List<Condition> factors = new ArrayList<>();
    factors.add(ahead.isComparison(at) ? comparison(first) : asCondition(first));
    while (is("and") || is("or")) {
      if (skip("and")) {
        factors.add(not());
      } else {
        at++;
        terms.add(allOf(factors));
        factors = new ArrayList<>();
        factors.add(not());
      }
    }
    terms.add(allOf(factors));
    return terms.size() == 1 ? terms.getFirst() : new Condition.Or(first.at(), terms);
  }

  private static Condition allOf(List<Condition> factors) {
    return factors.size() == 1
        ? factors.getFirst()
        : new Condition.And(factors.getFirst().at(), factors);
  }

  private Condition asCondition(Value value) {
    return switch (value) {
      case Value.Bool bool -> new Condition.Constant(bool.at(), bool.value());
      case Value.Call call -> new Condition.Called(call.at(), call);
      default -> throw unexpected("==, !=, <, <=, > or >=");
    };
  }

  private boolean is(String expected) {
    return tokens.is(at, expected);
  }

  private boolean skip(String expected) {
    boolean found = is(expected);
    at += found ? 1 : 0;
    return found;
  }

  private void expect(String sign, String expected) {
    if (!skip(sign)) {
      throw unexpected(expected);
    }
  }

  private void expectEnd(String expected) {
    if (tokens.kind(at) != Kind.END) {
      throw unexpected(expected);
    }
  }

  private void enter() {
    if (++depth > MAX_DEPTH) {
      throw new SyntaxException(
          tokens.start(at), "nested deeper than " + MAX_DEPTH + " (expected: less)");
    }
  }

  private SyntaxException unexpected(String expected) {
    String found = tokens.kind(at) == Kind.END ? "the end" : "\"" + tokens.text(at) + "\"";
    String shown = found.length() > 60 ? found.substring(0, 60) + "...\"" : found;
    return new SyntaxException(
        tokens.start(at), "found " + shown + " (expected: " + expected + ")");
  }
}
