package dev.weir.query.volume;

import dev.weir.collector.api.Batch;
import dev.weir.otlp.Signal;
import dev.weir.otlp.batch.ItemFilter;
import dev.weir.otlp.batch.ItemPredicate;
import dev.weir.otlp.logs.LogRecordView;
import dev.weir.otlp.metrics.MetricView;
import dev.weir.otlp.trace.ResourceSpansView;
import dev.weir.otlp.trace.SpanView;
import java.util.HashMap;
import java.util.Map;

/// Items and bytes of batches, by service and by name: of the span, of the metric, of the severity.
final class Weight implements ItemPredicate {
  private static final byte[] SERVICE = {
    's', 'e', 'r', 'v', 'i', 'c', 'e', '.', 'n', 'a', 'm', 'e'
  };

  private final Signal signal;
  private final ResourceSpansView envelope = new ResourceSpansView();
  private final MetricView metric = new MetricView();
  private final SpanView span = new SpanView();
  private final LogRecordView log = new LogRecordView();
  private String service = "";
  private String metricName = "";

  final Amount total = new Amount();
  final Map<String, Amount> services = new HashMap<>();
  final Map<String, Amount> names = new HashMap<>();

  Weight(Signal signal) {
    this.signal = signal;
  }

  /// So many items of so many bytes.
  static final class Amount {
    long items;
    long bytes;

    private void add(int length) {
      items++;
      bytes += length;
    }
  }

  void add(Batch batch) {
    ItemFilter.keep(signal, batch.range(), this);
  }

  @Override
  public void resource(byte[] buffer, int offset, int length) {
    String name =
        envelope.wrap(buffer, offset, length).resource().attributes().stringValue(SERVICE);
    service = name == null ? "" : name;
  }

  @Override
  public void metric(byte[] buffer, int offset, int length) {
    metricName = metric.wrap(buffer, offset, length).name().toString();
  }

  @Override
  public boolean keep(byte[] buffer, int offset, int length) {
    total.add(length);
    services.computeIfAbsent(service, _ -> new Amount()).add(length);
    names.computeIfAbsent(name(buffer, offset, length), _ -> new Amount()).add(length);
    return false;
  }

  private String name(byte[] buffer, int offset, int length) {
    return switch (signal) {
      case TRACES -> span.wrap(buffer, offset, length).name().toString();
      case LOGS -> log.wrap(buffer, offset, length).severityText().toString();
      default -> metricName;
    };
  }
}
