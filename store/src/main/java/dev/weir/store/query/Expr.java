package dev.weir.store.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A computation over one item. It yields a [Value] or nothing ("missing"). The same expressions
/// serve as filters, columns, group keys and measures.
///
/// Rules that all implementations keep:
///
/// - A filter passes an item when it yields `true`.
/// - A comparison yields true or false. With something missing, or between different kinds (text
///   and number), every operator is false, [Comparison#NE] too. Int and Real are one kind: two Ints
///   compare exactly, otherwise both as doubles. NaN equals itself and is above every number. Texts
///   are ordered by code point. Bools know only `EQ` and `NE`.
/// - [And], [Or] and [Not] take what is not `true` as false.
/// - Arithmetic is done in doubles and yields [Value.Real]; missing or not a number yields missing.
/// - A field with many values (events, links) is true in a comparison, [Matches], [Contains], [In]
///   or [Exists] if any of its values is. Anywhere else its first value counts.
/// - Of attributes with the same key the first counts.
/// - Where an item cannot have a field (a span's name in a log), it is missing.
public sealed interface Expr {
  Expr TRUE = new Literal(new Value.Bool(true));

  /// A constant.
  record Literal(Value value) implements Expr {}

  /// An attribute.
  record Attribute(Scope scope, String key) implements Expr {}

  /// A field of the item itself.
  record Field(Intrinsic intrinsic) implements Expr {}

  /// A comparison.
  record Compare(Comparison operator, Expr left, Expr right) implements Expr {}

  /// Whether a regular expression, in the syntax of RE2, matches a text: the whole of it if
  /// `whole`, otherwise any part. False if it is missing or no text.
  record Matches(Expr text, String pattern, boolean whole) implements Expr {}

  /// Whether a text holds another.
  record Contains(Expr text, String part, boolean ignoreCase) implements Expr {}

  /// Whether an expression equals any of these values.
  record In(Expr expr, List<Value> values) implements Expr {
    public In {
      values = List.copyOf(values);
    }
  }

  /// Whether an expression yields anything.
  record Exists(Expr expr) implements Expr {}

  /// All of them.
  record And(List<Expr> operands) implements Expr {
    public And {
      operands = List.copyOf(operands);
    }
  }

  /// At least one of them.
  record Or(List<Expr> operands) implements Expr {
    public Or {
      operands = List.copyOf(operands);
    }
  }

  /// Not true.
  record Not(Expr operand) implements Expr {}

  /// A number computed from two.
  record Arithmetic(Operation operation, Expr left, Expr right) implements Expr {}

  /// The first of several that is not missing.
  record Coalesce(List<Expr> operands) implements Expr {
    public Coalesce {
      operands = List.copyOf(operands);
    }
  }

  /// Spans: whether another span of the same trace, which stands to this one in `relation`, passes
  /// `filter`. Looked for within the range of the request and its margin.
  ///
  /// `{A} > {B}` of TraceQL is B and Related(PARENT, A); `{A} >> {B}` is B and Related(ANCESTOR,
  /// A); `{A} && {B}` is (A or B) and Related(TRACE, A) and Related(TRACE, B).
  record Related(Relation relation, Expr filter) implements Expr {}

  /// Spans: what the span's parent yields; missing if that is not stored. Of several spans with the
  /// parent's id the one that began first counts. Looked for within the range of the request and
  /// its margin.
  record OfParent(Expr expr) implements Expr {}

  /// Spans: a number over all spans of the same trace, within the range of the request and no
  /// margin, that pass `filter` and yield the same for every expression in `by` as this span.
  ///
  /// `{A} | by(x) | count() > 2` of TraceQL is A and TraceAggregate(COUNT, null, A, [x]) > 2. An
  /// Int for COUNT, a Real for the others; missing if no span yields a number.
  record TraceAggregate(Function function, @Nullable Expr of, Expr filter, List<Expr> by)
      implements Expr {
    public TraceAggregate {
      by = List.copyOf(by);
    }
  }

  /// Comparison operators.
  enum Comparison {
    EQ,
    NE,
    LT,
    LE,
    GT,
    GE
  }

  /// Arithmetic operators, with the meaning that Java gives them for doubles.
  enum Operation {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    MODULO,
    POWER
  }

  /// How another span stands to this one.
  enum Relation {
    /// It is this span's parent.
    PARENT,
    /// It is a child of this span.
    CHILD,
    /// It is the parent, or the parent's ancestor.
    ANCESTOR,
    /// It is a child, or a child's descendant.
    DESCENDANT,
    /// It has the same parent, and is another span. Spans without a parent have no siblings.
    SIBLING,
    /// It is in the same trace; this span too.
    TRACE
  }

  /// Functions over the spans of a trace.
  enum Function {
    COUNT,
    SUM,
    AVG,
    MIN,
    MAX
  }

  static Expr literal(String value) {
    return new Literal(Value.of(value));
  }

  static Expr literal(long value) {
    return new Literal(Value.of(value));
  }

  static Expr literal(double value) {
    return new Literal(Value.of(value));
  }

  static Expr literal(boolean value) {
    return new Literal(Value.of(value));
  }

  static Expr attribute(Scope scope, String key) {
    return new Attribute(scope, key);
  }

  static Expr field(Intrinsic intrinsic) {
    return new Field(intrinsic);
  }

  static Expr compare(Expr left, Comparison operator, Expr right) {
    return new Compare(operator, left, right);
  }

  static Expr equal(Expr left, String right) {
    return new Compare(Comparison.EQ, left, literal(right));
  }

  static Expr and(Expr... operands) {
    return new And(List.of(operands));
  }

  static Expr or(Expr... operands) {
    return new Or(List.of(operands));
  }

  static Expr not(Expr operand) {
    return new Not(operand);
  }
}
