package dev.weir.query.api;

import dev.weir.collector.helper.http.HttpResponse;
import dev.weir.otlp.Signal;
import dev.weir.query.http.Call;
import dev.weir.query.http.Failure;
import dev.weir.query.http.Json;
import dev.weir.query.http.Route;
import dev.weir.query.http.TimeGrid;
import dev.weir.query.traceql.Compiler.Compiled;
import dev.weir.query.traceql.FieldExpr;
import dev.weir.query.traceql.TraceQl;
import dev.weir.store.query.Exemplar;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Intrinsic;
import dev.weir.store.query.MetricInfo;
import dev.weir.store.query.Series;
import dev.weir.store.query.SeriesRequest;
import dev.weir.store.query.SeriesResult;
import dev.weir.store.query.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Metrics: list, series, heatmap, exemplars.
final class MetricsApi {
  private static final int MAX_SERIES = 5_000;
  private static final int MAX_POINTS = 500_000;
  private static final int MAX_BOUNDS = 160;

  private MetricsApi() {}

  static List<Route> routes() {
    return List.of(
        Route.get("/api/v1/metrics", MetricsApi::list),
        Route.get("/api/v1/metrics/series", MetricsApi::series),
        Route.get("/api/v1/metrics/heatmap", MetricsApi::heatmap),
        Route.get("/api/v1/metrics/exemplars", MetricsApi::exemplars));
  }

  private static HttpResponse list(Call call) {
    Compiled query = call.filter(Signal.METRICS);
    String text = call.params().text("text", "").toLowerCase(Locale.ROOT);
    int limit = call.limit(1000);
    Json json = new Json().begin().name("metrics").beginList();
    int count = 0;
    boolean cut = false;
    for (MetricInfo metric : call.store().metrics(call.range(), query.filter())) {
      boolean wanted =
          Attributes.contains(metric.name(), text)
              || Attributes.contains(metric.description(), text);
      cut |= wanted && count == limit;
      if (wanted && count < limit) {
        count++;
        write(json, metric);
      }
    }
    json.endList().field("cut", cut);
    return call.answer(call.took(json, query.ignored()).end());
  }

  private static void write(Json json, MetricInfo metric) {
    json.begin()
        .field("name", metric.name())
        .field("type", metric.type())
        .field("unit", metric.unit())
        .field("description", metric.description())
        .field("temporality", metric.temporality())
        .field("monotonic", metric.monotonic())
        .field("series", metric.series())
        .name("services")
        .texts(metric.services())
        .field("aggregation", SeriesChart.defaultAggregation(metric.type(), metric.monotonic()))
        .end();
  }

  private static String metric(Call call) {
    return call.params().required("metric", "the name of a metric");
  }

  private static SeriesResult read(Call call, Compiled query, TimeGrid grid) {
    return call.store()
        .series(
            new SeriesRequest(
                metric(call),
                grid.range(),
                query.filter(),
                grid.step(),
                MAX_SERIES,
                MAX_POINTS,
                call.timeout()));
  }

  private static HttpResponse series(Call call) {
    Compiled query = call.filter(Signal.METRICS);
    TimeGrid grid = TimeGrid.of(call.params(), call.range(), 100);
    SeriesResult found = read(call, query, grid);
    if (found.series().isEmpty()) {
      Json json = new Json().begin().field("metric", metric(call)).field("type", "");
      json.field("unit", "").field("aggregation", "").field("step", grid.step());
      json.name("series").beginList().endList().field("cut", found.cut());
      return call.answer(call.took(json, query.ignored()).end());
    }
    MetricInfo metric = found.series().getFirst().metric();
    SeriesChart chart =
        new SeriesChart(metric, call.params().text("aggregation"), quantiles(call), grid);
    boolean isEach = call.params().text("by", "").strip().equals("*");
    List<FieldExpr> by = isEach ? List.of() : TraceQl.fields(call.params().text("by", ""));
    for (Series series : found.series()) {
      chart.add(isEach ? labels(series) : labels(series, by), series);
    }
    List<MetricsPlan.Line> lines = chart.lines();
    int limit = call.limit(50);
    Json json = new Json().begin().field("metric", metric.name()).field("type", metric.type());
    json.field("unit", chart.unit()).field("aggregation", chart.aggregation());
    json.field("step", grid.step()).name("series").beginList();
    lines.stream().limit(limit).forEach(line -> write(json, line, grid));
    json.endList().field("cut", found.cut() || lines.size() > limit);
    return call.answer(call.took(json, query.ignored()).end());
  }

  private static void write(Json json, MetricsPlan.Line line, TimeGrid grid) {
    json.begin().name("labels").begin();
    line.labels().forEach((name, value) -> json.name(name).value(value));
    json.end().name("points").beginList();
    for (int i = 0; i < line.values().length; i++) {
      json.beginList().number(grid.millis(i)).number(line.values()[i]).endList();
    }
    json.endList().end();
  }

  private static List<Double> quantiles(Call call) {
    List<Double> quantiles = new ArrayList<>();
    for (String text : call.params().text("quantile", "0.5,0.95,0.99").split(",", -1)) {
      try {
        double quantile = Double.parseDouble(text.strip());
        if (quantile >= 0 && quantile <= 1 && quantiles.size() < 10) {
          quantiles.add(quantile);
          continue;
        }
      } catch (NumberFormatException e) {
        // said below
      }
      throw Failure.parameter("quantile", text, "up to ten numbers from 0 to 1");
    }
    return quantiles;
  }

  private static Map<String, @Nullable Value> labels(Series series) {
    Map<String, @Nullable Value> labels = new java.util.TreeMap<>();
    series.attributes().forEach((key, value) -> labels.put("point." + key, value));
    series
        .resource()
        .forEach((key, value) -> {
          if (key.equals("service.name") || key.equals("service.instance.id")) {
            labels.put("resource." + key, value);
          }
        });
    return labels;
  }

  private static Map<String, @Nullable Value> labels(Series series, List<FieldExpr> by) {
    Map<String, @Nullable Value> labels = new java.util.LinkedHashMap<>();
    for (FieldExpr field : by) {
      if (field instanceof FieldExpr.Attribute attribute) {
        String name = dev.weir.query.traceql.Fields.name(attribute.scope(), attribute.key());
        Value own = series.attributes().get(attribute.key());
        Value ofResource = series.resource().get(attribute.key());
        labels.put(
            name,
            switch (attribute.scope()) {
              case POINT -> own;
              case RESOURCE -> ofResource;
              case ANY -> own == null ? ofResource : own;
              default -> null;
            });
      } else if (field instanceof FieldExpr.Field known
          && known.intrinsic() == Intrinsic.INSTRUMENTATION_NAME) {
        labels.put("instrumentation:name", Value.of(series.instrumentation()));
      } else {
        throw Failure.parameter(
            "by", null, "attributes such as point.http.route or resource.service.name");
      }
    }
    return labels;
  }

  private static HttpResponse heatmap(Call call) {
    Compiled query = call.filter(Signal.METRICS);
    TimeGrid grid = TimeGrid.of(call.params(), call.range(), 100);
    SeriesResult found = read(call, query, grid);
    BucketSum[] columns = new BucketSum[grid.columns()];
    TreeSet<Double> all = new TreeSet<>();
    for (Series series : found.series()) {
      for (Series.Point point : series.points()) {
        int column = grid.column(point.time());
        Series.Buckets buckets = point.histogram();
        if (buckets != null
            && SeriesChart.isOfItsTime(series, point)
            && column >= 0
            && column < columns.length) {
          if (columns[column] == null) {
            columns[column] = new BucketSum();
          }
          columns[column].add(buckets);
          all.addAll(buckets.bounds());
        }
      }
    }
    List<Double> bounds = thinned(new ArrayList<>(all));
    Json json = new Json().begin().name("start").time(grid.start()).field("step", grid.step());
    json.field("columns", grid.columns()).name("bounds").beginList();
    bounds.forEach(json::number);
    json.endList().name("counts").beginList();
    for (BucketSum column : columns) {
      json.beginList();
      if (column != null) {
        column.counts(bounds).forEach(json::number);
      }
      json.endList();
    }
    json.endList().field("cut", found.cut());
    return call.answer(call.took(json, query.ignored()).end());
  }

  /// Every second bound goes until there are few enough; the last stays.
  private static List<Double> thinned(List<Double> bounds) {
    List<Double> rest = bounds;
    while (rest.size() > MAX_BOUNDS) {
      List<Double> half = new ArrayList<>();
      for (int i = rest.size() - 1; i >= 0; i -= 2) {
        half.add(rest.get(i));
      }
      rest = new ArrayList<>(half.reversed());
    }
    return rest;
  }

  private static HttpResponse exemplars(Call call) {
    Compiled query = call.filter(Signal.METRICS);
    Expr filter = query.filter();
    Json json = new Json().begin().name("exemplars").beginList();
    for (Exemplar exemplar :
        call.store().exemplars(metric(call), call.range(), filter, call.limit(100))) {
      json.begin().name("time").time(exemplar.time()).field("value", exemplar.value());
      json.field("traceId", exemplar.traceId()).field("spanId", exemplar.spanId());
      json.name("attributes").begin();
      exemplar.attributes().forEach((key, value) -> json.name(key).value(value));
      json.end().end();
    }
    json.endList();
    return call.answer(Call.ignored(json, query.ignored()).end());
  }
}
