package dev.weir.query.traceql;

import dev.weir.store.query.Intrinsic;
import dev.weir.store.query.Scope;
import dev.weir.store.query.Value;
import org.jspecify.annotations.Nullable;

/// What stands within braces: a computation over one item.
public sealed interface FieldExpr {

  /// Where it stands in the query.
  Place place();

  /// A part of the query, in UTF-16 units.
  record Place(int offset, int length) {
    Place to(Place end) {
      return new Place(offset, end.offset + end.length - offset);
    }

    /// The part itself.
    public String in(String query) {
      return query.substring(offset, offset + length);
    }
  }

  /// A constant; null is `nil`.
  record Static(@Nullable Value value, Type type, Place place) implements FieldExpr {}

  /// An attribute; of the parent span if `ofParent`.
  record Attribute(Scope scope, String key, boolean ofParent, Place place) implements FieldExpr {}

  /// A field of the item itself.
  record Field(Intrinsic intrinsic, Type type, Place place) implements FieldExpr {}

  /// `nestedSetParent`, which is below zero for spans without a parent.
  record NestedSetParent(Place place) implements FieldExpr {}

  /// `!` or `-`.
  record Unary(String operator, FieldExpr operand, Place place) implements FieldExpr {}

  /// Any operator between two.
  record Binary(String operator, FieldExpr left, FieldExpr right, Place place)
      implements FieldExpr {}
}
