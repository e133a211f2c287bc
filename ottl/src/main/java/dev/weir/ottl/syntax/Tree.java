package dev.weir.ottl.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The syntax tree. `at` is where the text of a node begins.
///
/// Chains of `and`, `or`, `+` and `*` are flat, so that their length costs no depth.
public sealed interface Tree {
  int at();

  /// A call of an editor, and when it is made.
  record Statement(int at, Value.Call editor, @Nullable Condition where) implements Tree {}

  /// What is true or false.
  sealed interface Condition extends Tree {
    /// True if any is.
    record Or(int at, List<Condition> terms) implements Condition {}

    /// True if all are.
    record And(int at, List<Condition> terms) implements Condition {}

    record Not(int at, Condition negated) implements Condition {}

    record Comparison(int at, Value left, Operator operator, int operatorAt, Value right)
        implements Condition {}

    record Constant(int at, boolean value) implements Condition {}

    /// A converter that yields a bool.
    record Called(int at, Value.Call call) implements Condition {}
  }

  /// What has a value.
  sealed interface Value extends Tree {
    record Nil(int at) implements Value {}

    record Bool(int at, boolean value) implements Value {}

    record Int(int at, long value) implements Value {}

    record Real(int at, double value) implements Value {}

    record Text(int at, String value) implements Value {}

    /// `hex` holds the digits behind `0x`.
    record Bytes(int at, String hex) implements Value {}

    /// A symbol of an enum, or the name of a function in capitals.
    record Symbol(int at, String name) implements Value {}

    /// The name of a function, not called.
    record Name(int at, String name) implements Value {}

    record Path(int at, List<Segment> segments) implements Value {}

    /// A function, its arguments, and the keys with which the result is indexed.
    record Call(int at, String name, List<Argument> arguments, List<Value> keys) implements Value {}

    record ListOf(int at, List<Value> elements) implements Value {}

    record MapOf(int at, List<Entry> entries) implements Value {}

    /// `first operator term operator term …`, from left to right; all operators of one rank.
    record Arithmetic(int at, Value first, List<Step> steps) implements Value {}

    record Negative(int at, Value negated) implements Value {}

    /// `(a, b) => body`, where the body is a value or a condition; a parameter may be `_`.
    record LambdaOf(int at, List<String> parameters, Tree body) implements Value {}
  }

  /// One part of a path: `attributes["x"][0]`.
  record Segment(int at, String name, List<Value> keys) {}

  /// An argument, with the name that was given for it.
  record Argument(int at, @Nullable String name, Value value) {}

  record Entry(int at, String key, Value value) {}

  /// One operator and what stands on its right.
  record Step(int at, char operator, Value right) {}

  /// How two values are compared.
  enum Operator {
    EQUAL("=="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">=");

    private final String text;

    Operator(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }

    static Operator of(String text) {
      for (Operator operator : values()) {
        if (operator.text.equals(text)) {
          return operator;
        }
      }
      throw new IllegalArgumentException(text);
    }
  }
}
