package dev.weir.query.api;

import dev.weir.otlp.Signal;
import dev.weir.query.http.TimeGrid;
import dev.weir.query.traceql.Compiler;
import dev.weir.query.traceql.Fields;
import dev.weir.query.traceql.Query;
import dev.weir.store.TelemetryStore;
import dev.weir.store.query.AttributeProfile;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Intrinsic;
import dev.weir.store.query.ProfileRequest;
import dev.weir.store.query.TimeRange;
import dev.weir.store.query.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The metrics function `compare`: the values of attributes among the spans that a selection takes
/// and among the others, as one number each, which stands in the last column.
final class CompareSeries {
  private static final int SAMPLE = 5_000;

  private CompareSeries() {}

  static MetricsPlan.Result run(
      Query query, Query.Compare compare, TimeGrid grid, TelemetryStore store, Duration timeout) {
    Query selecting =
        new Query(
            query.text(), List.of(new Query.Stage.Spans(compare.selection())), null, List.of());
    Expr selected = Compiler.compile(selecting, Signal.TRACES).filter();
    if (compare.start() > 0 || compare.end() > 0) {
      selected = Compiler.and(selected, during(new TimeRange(compare.start(), compare.end())));
    }
    Expr all = Compiler.compile(query, Signal.TRACES).filter();
    List<MetricsPlan.Line> lines = new ArrayList<>();
    add(lines, "baseline", Compiler.and(all, Expr.not(selected)), compare, grid, store, timeout);
    add(lines, "selection", Compiler.and(all, selected), compare, grid, store, timeout);
    return new MetricsPlan.Result(lines, false);
  }

  static Expr during(TimeRange range) {
    Expr time = Expr.field(Intrinsic.TIME);
    return Expr.and(
        Expr.compare(time, Expr.Comparison.GE, Expr.literal(range.from())),
        Expr.compare(time, Expr.Comparison.LT, Expr.literal(range.to())));
  }

  private static void add(
      List<MetricsPlan.Line> lines,
      String type,
      Expr filter,
      Query.Compare compare,
      TimeGrid grid,
      TelemetryStore store,
      Duration timeout) {
    AttributeProfile profile =
        store.profile(
            new ProfileRequest(
                Signal.TRACES, grid.range(), filter, SAMPLE, compare.topN(), timeout));
    for (AttributeProfile.Key key : profile.keys()) {
      String name = Fields.name(key.scope(), key.key());
      for (var value : key.values()) {
        lines.add(line(type, name, value.value(), value.count(), grid));
      }
      lines.add(line(type + "_total", name, null, key.present(), grid));
    }
  }

  private static MetricsPlan.Line line(
      String type, String name, @Nullable Value value, long count, TimeGrid grid) {
    Map<String, @Nullable Value> labels = new LinkedHashMap<>();
    labels.put("__meta_type", Value.of(type));
    labels.put(name, value);
    double[] values = new double[grid.columns()];
    Arrays.fill(values, Double.NaN);
    values[values.length - 1] = count;
    return new MetricsPlan.Line(labels, values);
  }
}
