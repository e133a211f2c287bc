package dev.weir.store.memory;

import dev.weir.store.items.SeriesFold;
import dev.weir.store.query.Exemplar;
import dev.weir.store.query.Intrinsic;
import dev.weir.store.query.MetricInfo;
import dev.weir.store.query.Series;
import dev.weir.store.query.SeriesRequest;
import dev.weir.store.query.SeriesResult;
import dev.weir.store.query.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Groups metric points into series.
final class MetricSeries {
  private MetricSeries() {}

  static List<MetricInfo> metrics(List<Item> points) {
    Map<String, Map<MetricInfo, List<Item>>> metrics = new TreeMap<>(Texts.ORDER);
    for (Item point : points) {
      metrics
          .computeIfAbsent(metric(point).info().name(), _ -> new LinkedHashMap<>())
          .computeIfAbsent(metric(point).info(), _ -> new ArrayList<>())
          .add(point);
    }
    List<MetricInfo> infos = new ArrayList<>();
    metrics.values().forEach(byInfo -> byInfo.forEach((info, all) -> infos.add(info(info, all))));
    return infos;
  }

  static SeriesResult series(SeriesRequest request, List<Item> points) {
    Map<Key, List<Item>> series = new LinkedHashMap<>();
    for (Item point : points) {
      if (metric(point).info().name().equals(request.metric())) {
        series.computeIfAbsent(key(point), _ -> new ArrayList<>()).add(point);
      }
    }
    boolean cut = series.size() > request.series();
    List<Series> result = new ArrayList<>();
    int left = request.points();
    for (var entry : series.entrySet().stream().limit(request.series()).toList()) {
      Series folded = fold(entry.getKey(), entry.getValue(), request);
      if (folded.points().size() > left) {
        cut = true;
        break;
      }
      left -= folded.points().size();
      result.add(folded);
    }
    return new SeriesResult(result, cut);
  }

  static List<Exemplar> exemplars(String name, int limit, List<Item> points) {
    return points.stream()
        .filter(point -> metric(point).info().name().equals(name))
        .flatMap(point -> metric(point).exemplars().stream())
        .distinct()
        .sorted(Comparator.comparingLong(Exemplar::time).reversed())
        .limit(limit)
        .toList();
  }

  private static Series fold(Key key, List<Item> points, SeriesRequest request) {
    SeriesFold fold = new SeriesFold(key.metric(), request.range(), request.resolution());
    points.stream()
        .sorted(Comparator.comparingLong(Item::time))
        .forEach(point -> fold.add(metric(point).point()));
    return new Series(
        key.metric(), key.resource(), key.instrumentation(), key.attributes(), fold.finish());
  }

  private static MetricInfo info(MetricInfo info, List<Item> points) {
    return new MetricInfo(
        info.name(),
        info.type(),
        info.unit(),
        info.description(),
        info.temporality(),
        info.monotonic(),
        new HashSet<>(points.stream().map(MetricSeries::key).toList()).size(),
        points.stream()
            .map(point -> point.text(Intrinsic.SERVICE))
            .filter(service -> !service.isEmpty())
            .distinct()
            .sorted(Texts.ORDER)
            .toList());
  }

  private static Key key(Item point) {
    return new Key(
        metric(point).info(),
        point.resource(),
        point.text(Intrinsic.INSTRUMENTATION_NAME),
        point.attributes());
  }

  private static Item.Metric metric(Item point) {
    return Objects.requireNonNull(point.metric());
  }

  /// What makes a series one.
  private record Key(
      MetricInfo metric,
      Map<String, Value> resource,
      String instrumentation,
      Map<String, Value> attributes) {}
}
