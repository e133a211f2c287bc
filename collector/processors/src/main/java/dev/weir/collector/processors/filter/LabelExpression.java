package dev.weir.collector.processors.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.weir.otlp.common.AttributesView;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/// Conditions of `match_type: expr`, which look at the name of a metric and the attributes of a
/// data point.
///
/// ```
/// condition = and { ( "||" | "or" ) and }
/// and       = not { ( "&&" | "and" ) not }
/// not       = [ "!" | "not" ] ( "(" condition ")" | "true" | "false" | HasLabel(text) | comparison )
/// comparison = value ( "==" | "!=" | "matches" | "contains" | "startsWith" | "endsWith" ) value
///            | value [ "not" ] "in" "[" text { "," text } "]"
/// value     = text | MetricName | Label(text)
/// ```
final class LabelExpression {
  /// A condition on a metric's name and the attributes of one of its points.
  interface Condition extends BiPredicate<String, AttributesView> {}

  /// A text made of them.
  private interface Value {
    String of(String name, AttributesView attributes);
  }

  private static final int MAX_DEPTH = 100;
  private static final java.util.regex.Pattern TOKEN =
      java.util.regex.Pattern.compile(
          "\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|[A-Za-z]+|&&|\\|\\||[!=]=|[!()\\[\\],])");

  private final String text;
  private final List<String> tokens = new ArrayList<>();
  private int at;
  private int depth;

  private LabelExpression(String text) {
    this.text = text;
    Matcher matcher = TOKEN.matcher(text);
    int end = 0;
    while (end < text.length() && matcher.find(end) && matcher.start() == end) {
      tokens.add(matcher.group(1));
      end = matcher.end();
    }
    if (!text.substring(end).isBlank()) {
      throw refused(text.substring(end).strip(), "texts, MetricName, Label, HasLabel, operators");
    }
  }

  /// The condition that a text says.
  ///
  /// @throws IllegalArgumentException if it says something else
  static Condition of(String text) {
    LabelExpression expression = new LabelExpression(text);
    Condition condition = expression.condition();
    if (expression.at < expression.tokens.size()) {
      throw expression.unexpected("an operator or the end");
    }
    return condition;
  }

  private Condition condition() {
    Condition left = and();
    while (takes("||") || takes("or")) {
      Condition first = left;
      Condition second = and();
      left = (name, labels) -> first.test(name, labels) || second.test(name, labels);
    }
    return left;
  }

  private Condition and() {
    Condition left = not();
    while (takes("&&") || takes("and")) {
      Condition first = left;
      Condition second = not();
      left = (name, labels) -> first.test(name, labels) && second.test(name, labels);
    }
    return left;
  }

  private Condition not() {
    if (++depth > MAX_DEPTH) {
      throw refused("nested deeper than " + MAX_DEPTH, "less");
    }
    Condition condition;
    if (takes("!") || takes("not")) {
      Condition negated = not();
      condition = (name, labels) -> !negated.test(name, labels);
    } else {
      condition = simple();
    }
    depth--;
    return condition;
  }

  private Condition simple() {
    if (takes("(")) {
      Condition inner = condition();
      expect(")");
      return inner;
    }
    if (takes("true")) {
      return (name, labels) -> true;
    }
    if (takes("false")) {
      return (name, labels) -> false;
    }
    if (takes("HasLabel")) {
      byte[] key = argument();
      return (name, labels) -> labels.find(key) != null;
    }
    return comparison(value());
  }

  private Condition comparison(Value left) {
    if (takes("==")) {
      Value right = value();
      return (name, labels) -> left.of(name, labels).equals(right.of(name, labels));
    }
    if (takes("!=")) {
      Value right = value();
      return (name, labels) -> !left.of(name, labels).equals(right.of(name, labels));
    }
    if (takes("matches")) {
      Pattern pattern = pattern(string());
      return (name, labels) -> pattern.matcher(left.of(name, labels)).find();
    }
    if (takes("contains")) {
      Value right = value();
      return (name, labels) -> left.of(name, labels).contains(right.of(name, labels));
    }
    if (takes("startsWith")) {
      Value right = value();
      return (name, labels) -> left.of(name, labels).startsWith(right.of(name, labels));
    }
    if (takes("endsWith")) {
      Value right = value();
      return (name, labels) -> left.of(name, labels).endsWith(right.of(name, labels));
    }
    boolean isNegated = takes("not");
    if (takes("in")) {
      List<String> texts = list();
      return (name, labels) -> texts.contains(left.of(name, labels)) != isNegated;
    }
    throw unexpected("==, !=, matches, contains, startsWith, endsWith or in");
  }

  private Value value() {
    if (takes("MetricName")) {
      return (name, labels) -> name;
    }
    if (takes("Label")) {
      byte[] key = argument();
      return (name, labels) -> Objects.requireNonNullElse(labels.stringValue(key), "");
    }
    String string = string();
    return (name, labels) -> string;
  }

  private List<String> list() {
    expect("[");
    List<String> texts = new ArrayList<>();
    do {
      texts.add(string());
    } while (takes(","));
    expect("]");
    return List.copyOf(texts);
  }

  private byte[] argument() {
    expect("(");
    String key = string();
    expect(")");
    return key.getBytes(UTF_8);
  }

  private String string() {
    String token = current();
    if (token == null || (token.charAt(0) != '"' && token.charAt(0) != '\'')) {
      throw unexpected("a text in quotes");
    }
    at++;
    return token.substring(1, token.length() - 1).replaceAll("\\\\(.)", "$1");
  }

  private Pattern pattern(String expression) {
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw refused(expression, "a regular expression: " + e.getDescription());
    }
  }

  private @Nullable String current() {
    return at < tokens.size() ? tokens.get(at) : null;
  }

  private boolean takes(String token) {
    boolean isNext = token.equals(current());
    at += isNext ? 1 : 0;
    return isNext;
  }

  private void expect(String token) {
    if (!takes(token)) {
      throw unexpected(token);
    }
  }

  private IllegalArgumentException unexpected(String expected) {
    String found = current();
    return refused(found == null ? "the end" : found, expected);
  }

  private IllegalArgumentException refused(String found, String expected) {
    return new IllegalArgumentException(
        "found " + found + " in the expression " + text + " (expected: " + expected + ")");
  }
}
