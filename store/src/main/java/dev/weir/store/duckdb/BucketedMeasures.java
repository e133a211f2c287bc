package dev.weir.store.duckdb;

import dev.weir.store.query.AggregateRequest;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Measure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Measures of very many items with quantiles of a whole number. Sorting all numbers of a group
/// takes long, so items are counted by group and bucket first. A bucket is about one hundredth
/// wide, and stands for the mean of its numbers: quantiles are right to within that.
final class BucketedMeasures {
  private static final int BUCKETS_PER_DOUBLING = 64;
  private static final int NEGATIVE = 10_000;

  private final AggregateRequest request;
  private final Source source;
  private final String number;
  private final String isError;
  private final double seconds;

  private BucketedMeasures(
      AggregateRequest request, Source source, String number, String isError, double seconds) {
    this.request = request;
    this.source = source;
    this.number = number;
    this.isError = isError;
    this.seconds = seconds;
  }

  /// Null if the request can or must be answered from the numbers themselves.
  ///
  /// @param exact of so many items at most, quantiles are exact
  static @Nullable BucketedMeasures of(
      AggregateRequest request, Source source, String isError, double seconds, long exact) {
    List<Expr> ofQuantiles = new ArrayList<>();
    for (Measure measure : request.measures()) {
      if (measure instanceof Measure.Quantile(Expr of, double _) && !ofQuantiles.contains(of)) {
        ofQuantiles.add(of);
      }
      if (measure instanceof Measure.Histogram) {
        return null;
      }
    }
    if (ofQuantiles.size() != 1 || source.items() <= exact) {
      return null;
    }
    Typed of = source.expressions().value(ofQuantiles.getFirst());
    return of.integer() == null || of.real() != null
        ? null
        : new BucketedMeasures(request, source, of.integer(), isError, seconds);
  }

  /// The question for groups, in place of one with measures as columns `m0`, `m1` ...
  ///
  /// @param columns of the groups, with the count of their items as `items`
  /// @param groups the names of the former
  String grouped(List<String> columns, String filter, List<String> groups) {
    List<String> parts = new ArrayList<>(columns);
    List<String> wholes = new ArrayList<>(groups);
    wholes.add("CAST(sum(items) AS BIGINT) AS items");
    for (int i = 0; i < request.measures().size(); i++) {
      Measure measure = request.measures().get(i);
      String part = part(measure);
      if (part != null) {
        parts.add(part + " AS p" + i);
      }
      wholes.add(whole(measure, "p" + i) + " AS m" + i);
    }
    wholes.add("CAST(NULL AS BIGINT[]) AS buckets");
    String by = String.join(", ", groups);
    return "SELECT %1$s FROM (SELECT *, sum(items) OVER (PARTITION BY %2$s, bucket IS NULL ORDER BY bucket) AS below, sum(items) OVER (PARTITION BY %2$s, bucket IS NULL) AS many FROM (SELECT %3$s, %4$s AS bucket, avg(%5$s) AS middle FROM %6$s WHERE %7$s GROUP BY %2$s, bucket)) GROUP BY %2$s"
        .formatted(
            String.join(", ", wholes),
            by,
            String.join(", ", parts),
            bucket(),
            number,
            source.sql(),
            filter);
  }

  private String bucket() {
    return "CASE WHEN %1$s > 0 THEN CAST(log2(%1$s) * %2$d AS SMALLINT) WHEN %1$s = 0 THEN -1 WHEN %1$s < 0 THEN CAST(-%3$d - log2(-CAST(%1$s AS DOUBLE)) * %2$d AS SMALLINT) END"
        .formatted(number, BUCKETS_PER_DOUBLING, NEGATIVE);
  }

  /// What is computed of each bucket; null where the count is enough.
  private @Nullable String part(Measure measure) {
    return switch (measure) {
      case Measure.Count _, Measure.Rate _, Measure.Quantile _, Measure.Histogram _ -> null;
      case Measure.CountIf(Expr filter) ->
          "count(*) FILTER (" + source.expressions().predicate(filter) + ")";
      case Measure.ErrorRate _ -> "count(*) FILTER (" + isError + ")";
      case Measure.Sum(Expr of) -> "sum(" + number(of) + ")";
      case Measure.Avg(Expr of) -> "{'s': sum(%1$s), 'n': count(%1$s)}".formatted(number(of));
      case Measure.Min(Expr of) -> "min(" + number(of) + ")";
      case Measure.Max(Expr of) -> "max(" + number(of) + ")";
    };
  }

  private String whole(Measure measure, String part) {
    return switch (measure) {
      case Measure.Count _, Measure.Histogram _ -> "CAST(sum(items) AS DOUBLE)";
      case Measure.Rate _ -> "sum(items) / " + Sql.number(seconds);
      case Measure.CountIf _ -> "CAST(sum(" + part + ") AS DOUBLE)";
      case Measure.ErrorRate _ -> "sum(" + part + ") / CAST(sum(items) AS DOUBLE)";
      case Measure.Sum _ -> "sum(" + part + ")";
      case Measure.Avg _ -> "sum(%1$s.s) / nullif(sum(%1$s.n), 0)".formatted(part);
      case Measure.Min _ -> "min(" + part + ")";
      case Measure.Max _ -> "max(" + part + ")";
      case Measure.Quantile(Expr _, double quantile) ->
          "arg_min(middle, bucket) FILTER (bucket IS NOT NULL AND below > %s * (many - 1))"
              .formatted(quantile);
    };
  }

  private String number(Expr of) {
    String sql = source.expressions().value(of).number();
    return sql == null ? "CAST(NULL AS DOUBLE)" : sql;
  }
}
