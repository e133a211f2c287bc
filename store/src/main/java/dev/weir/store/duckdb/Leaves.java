package dev.weir.store.duckdb;

import dev.weir.store.query.Expr;
import dev.weir.store.query.Expr.Relation;
import org.jspecify.annotations.Nullable;

/// What an expression may refer to, in the SQL of one place of a question.
interface Leaves {
  /// An attribute or a field of one value; of several, the first.
  Typed leaf(Expr leaf);

  /// A number of the item by the name of its column, or null if it has none.
  @Nullable String column(String name);

  /// A test of a field of many values, true if it holds for any of them.
  String any(Expr test);

  /// See [Expr.Related].
  String related(Relation relation, Expr filter);

  /// See [Expr.OfParent].
  Typed parent(Expr.OfParent expr);

  /// See [Expr.TraceAggregate].
  Typed aggregate(Expr.TraceAggregate aggregate);
}
