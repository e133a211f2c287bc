package dev.weir.store.duckdb;

import dev.weir.otlp.Signal;
import dev.weir.otlp.metrics.MetricView;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.store.items.ItemWalk;
import dev.weir.store.items.PointReader;
import dev.weir.store.query.Exemplar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Reads the exemplars of data points.
final class ExemplarReader extends ItemWalk {
  private final MetricView metric = new MetricView();
  private final PointReader point = new PointReader();
  private final List<Exemplar> exemplars = new ArrayList<>();

  /// The newest first. One that a cumulative point repeats until there is a newer one counts once.
  static List<Exemplar> read(ByteRange request, int limit) {
    ExemplarReader reader = new ExemplarReader();
    reader.walk(Signal.METRICS, request);
    return reader.exemplars.stream()
        .distinct()
        .sorted(Comparator.comparingLong(Exemplar::time).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public void metric(byte[] buffer, int offset, int length) {
    metric.wrap(buffer, offset, length);
  }

  @Override
  protected void item(byte[] buffer, int offset, int length) {
    exemplars.addAll(point.wrap(metric.data(), buffer, offset, length).readExemplars());
  }
}
