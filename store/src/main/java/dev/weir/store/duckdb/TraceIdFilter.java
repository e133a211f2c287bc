package dev.weir.store.duckdb;

import dev.weir.store.query.Expr;
import dev.weir.store.query.Intrinsic;
import dev.weir.store.query.Value;

/// Finds the trace that a filter restricts items to.
final class TraceIdFilter {
  private static final long[] NONE = {};

  private TraceIdFilter() {}

  /// The id as two numbers, or no numbers if any trace may pass.
  static long[] in(Expr filter) {
    if (filter instanceof Expr.And(var operands)) {
      for (Expr operand : operands) {
        long[] id = in(operand);
        if (id.length > 0) {
          return id;
        }
      }
    }
    return filter
                instanceof
                Expr.Compare(
                    Expr.Comparison operator,
                    Expr.Field(Intrinsic intrinsic),
                    Expr.Literal(Value.Text(String text)))
            && operator == Expr.Comparison.EQ
            && intrinsic == Intrinsic.TRACE_ID
        ? ExprSql.id(text, 2)
        : NONE;
  }
}
