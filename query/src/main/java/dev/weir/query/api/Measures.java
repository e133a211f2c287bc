package dev.weir.query.api;

import dev.weir.otlp.Signal;
import dev.weir.query.http.Failure;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Intrinsic;
import dev.weir.store.query.Measure;
import java.util.List;

/// Measures by their names.
final class Measures {
  private static final int ERROR_SEVERITY = 17;

  private Measures() {}

  /// @param of what quantiles and such are of
  static List<Measure> of(List<String> names, Expr of, Signal signal) {
    return names.stream().map(name -> of(name, of, signal)).toList();
  }

  private static Measure of(String name, Expr of, Signal signal) {
    return switch (name) {
      case "count" -> new Measure.Count();
      case "rate" -> new Measure.Rate();
      case "errors" -> new Measure.CountIf(isError(signal));
      case "errorRate" -> new Measure.ErrorRate();
      case "newest" -> new Measure.Max(Expr.field(Intrinsic.TIME));
      case "min" -> new Measure.Min(of);
      case "max" -> new Measure.Max(of);
      case "avg" -> new Measure.Avg(of);
      case "sum" -> new Measure.Sum(of);
      default -> quantile(name, of);
    };
  }

  private static Expr isError(Signal signal) {
    return signal == Signal.LOGS
        ? Expr.compare(
            Expr.field(Intrinsic.SEVERITY_NUMBER),
            Expr.Comparison.GE,
            Expr.literal((long) ERROR_SEVERITY))
        : SpansApi.IS_ERROR;
  }

  private static Measure quantile(String name, Expr of) {
    try {
      double percent = name.startsWith("p") ? Double.parseDouble(name.substring(1)) : -1;
      if (percent >= 0 && percent <= 100) {
        return new Measure.Quantile(of, percent / 100);
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw Failure.parameter(
        "measures", name, "count, rate, errors, errorRate, newest, min, max, avg, sum or p95");
  }
}
