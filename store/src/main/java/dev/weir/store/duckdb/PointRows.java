package dev.weir.store.duckdb;

import dev.weir.otlp.Signal;
import dev.weir.otlp.metrics.MetricView;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.ProtoWriter;
import dev.weir.store.items.MetricPoint;
import dev.weir.store.items.Names;
import dev.weir.store.items.PointReader;
import dev.weir.store.query.Scope;
import java.sql.SQLException;

/// Makes rows out of data points. What does not change from point to point is a row of its own, the
/// series.
final class PointRows extends RowWriter {
  private final MetricView metric = new MetricView();
  private final PointReader point = new PointReader();
  private final ProtoWriter metricKey = new ProtoWriter();
  private final ProtoWriter seriesKey = new ProtoWriter();
  private final FieldCursor fields = new FieldCursor();
  private MetricView.Data data = MetricView.Data.NONE;
  private RowAppender items;
  private RowAppender histograms;

  PointRows(SliceMeta meta, Dictionary dictionary, Staging staging) {
    super(Signal.METRICS, meta, dictionary, staging);
    items = table(Schema.ITEMS);
    histograms = table(Schema.HISTOGRAMS);
  }

  @Override
  void into(Staging next) {
    staging = next;
    items = table(Schema.ITEMS);
    histograms = table(Schema.HISTOGRAMS);
  }

  @Override
  public void metric(byte[] buffer, int offset, int length) {
    metric.wrap(buffer, offset, length);
    data = metric.data();
    metricKey.reset();
    metricKey.varint(resourceId);
    metricKey.varint(scopeId);
    metricKey.varint(Names.type(data));
    metricKey.varint(temporality());
    metricKey.varint(isMonotonic() ? 1 : 0);
    bytes(metric.name());
    bytes(metric.unit());
    bytes(metric.description());
  }

  @Override
  void row(byte[] buffer, int offset, int length, long ref) throws SQLException {
    point.wrap(data, buffer, offset, length);
    seen(point.time());
    int series = series(buffer, offset, length);
    double value = point.value();
    RowAppender row = items.beginRow();
    row.append(arrival).append(ref).append(series).append(point.time()).append(point.startTime());
    if (Double.isNaN(value)) {
      row.appendNull();
    } else {
      row.append(value);
    }
    boolean isNumber =
        data == MetricView.Data.GAUGE
            || data == MetricView.Data.SUM
            || data == MetricView.Data.NONE;
    if (isNumber) {
      row.appendNull();
    } else {
      row.append(point.count());
    }
    row.append(point.hasExemplars()).append(length).endRow();
    if (!isNumber) {
      histogram(ref);
    }
  }

  private int series(byte[] buffer, int offset, int length) throws SQLException {
    seriesKey.reset();
    seriesKey.raw(metricKey.buffer(), 0, metricKey.size());
    int attributesField = attributesField();
    fields.wrap(buffer, offset, length);
    while (fields.next()) {
      if (fields.number() == attributesField) {
        seriesKey.raw(buffer, fields.startOffset(), fields.endOffset() - fields.startOffset());
      }
    }
    Integer id = dictionary.series.find(seriesKey.buffer(), 0, seriesKey.size());
    return id == null ? newSeries() : id;
  }

  private int newSeries() throws SQLException {
    int id = dictionary.nextId();
    dictionary.series.put(seriesKey.buffer(), 0, seriesKey.size(), id);
    attributes.fill(Scope.POINT, point.attributes());
    RowAppender row = dictionaryTable(Schema.SERIES);
    row.beginRow().append(id).append(resourceId).append(scopeId);
    row.append(metric.name());
    row.append((byte) Names.type(data));
    row.append(metric.unit());
    row.append(metric.description());
    row.append((byte) Names.known(Names.TEMPORALITIES, temporality()));
    row.append(isMonotonic()).append(attributes).endRow();
    return id;
  }

  private void histogram(long ref) throws SQLException {
    MetricPoint numbers = point.point();
    MetricPoint.Histogram buckets = numbers.histogram();
    RowAppender row = histograms.beginRow().append(arrival).append(ref);
    if (buckets == null) {
      row.append(Double.NaN).append(Double.NaN).appendNull().appendNull();
    } else {
      row.append(buckets.min()).append(buckets.max());
      row.append(buckets.bounds()).append(buckets.counts());
    }
    double[] quantiles = new double[numbers.quantiles().size() * 2];
    for (int i = 0; i < quantiles.length; i++) {
      quantiles[i] = numbers.quantiles().get(i / 2)[i % 2];
    }
    row.append(quantiles).endRow();
  }

  private int temporality() {
    return switch (data) {
      case SUM -> metric.sum().aggregationTemporality();
      case HISTOGRAM -> metric.histogram().aggregationTemporality();
      case EXPONENTIAL_HISTOGRAM -> metric.exponentialHistogram().aggregationTemporality();
      case NONE, GAUGE, SUMMARY -> 0;
    };
  }

  private boolean isMonotonic() {
    return data == MetricView.Data.SUM && metric.sum().isMonotonic();
  }

  private int attributesField() {
    return switch (data) {
      case HISTOGRAM -> 9;
      case EXPONENTIAL_HISTOGRAM -> 1;
      case NONE, GAUGE, SUM, SUMMARY -> 7;
    };
  }

  private void bytes(dev.weir.otlp.common.BytesView text) {
    metricKey.bytes(1, text.buffer(), text.offset(), text.length());
  }
}
