package dev.weir.store.query;

/// Orders items by what an expression yields: numbers before texts, missing last.
public record Order(Expr by, boolean descending) {
  public static final Order NEWEST_FIRST = new Order(Expr.field(Intrinsic.TIME), true);
  public static final Order OLDEST_FIRST = new Order(Expr.field(Intrinsic.TIME), false);
}
