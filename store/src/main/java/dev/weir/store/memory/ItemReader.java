package dev.weir.store.memory;

import dev.weir.otlp.Signal;
import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.common.InstrumentationScopeView;
import dev.weir.otlp.logs.LogRecordView;
import dev.weir.otlp.metrics.MetricView;
import dev.weir.otlp.resource.ResourceView;
import dev.weir.otlp.trace.ResourceSpansView;
import dev.weir.otlp.trace.ScopeSpansView;
import dev.weir.otlp.trace.SpanEventView;
import dev.weir.otlp.trace.SpanLinkView;
import dev.weir.otlp.trace.SpanView;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.store.items.ItemWalk;
import dev.weir.store.items.Names;
import dev.weir.store.items.PointReader;
import dev.weir.store.items.Times;
import dev.weir.store.items.Values;
import dev.weir.store.query.Intrinsic;
import dev.weir.store.query.ItemRef;
import dev.weir.store.query.MetricInfo;
import dev.weir.store.query.Value;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Decodes the items of a request.
final class ItemReader extends ItemWalk {
  private static final String SERVICE = "service.name";

  private final Signal signal;
  private final int block;
  private final long arrival;
  private final List<Item> items = new ArrayList<>();

  private final SpanView span = new SpanView();
  private final LogRecordView log = new LogRecordView();
  private final MetricView metric = new MetricView();
  private final PointReader point = new PointReader();
  private Map<String, Value> resource = Map.of();
  private Map<String, Value> instrumentation = Map.of();
  private String scopeName = "";
  private String scopeVersion = "";

  private ItemReader(Signal signal, int block, long arrival) {
    this.signal = signal;
    this.block = block;
    this.arrival = arrival;
  }

  static List<Item> read(Signal signal, ByteRange request, int block, long arrival) {
    ItemReader reader = new ItemReader(signal, block, arrival);
    reader.walk(signal, request);
    return reader.items;
  }

  /// The envelopes of all signals have the same field numbers.
  @Override
  public void resource(byte[] buffer, int offset, int length) {
    ResourceView view = new ResourceSpansView().wrap(buffer, offset, length).resource();
    resource = Values.of(view.attributes());
  }

  @Override
  public void scope(byte[] buffer, int offset, int length) {
    InstrumentationScopeView view = new ScopeSpansView().wrap(buffer, offset, length).scope();
    scopeName = view.name().toString();
    scopeVersion = view.version().toString();
    instrumentation = Values.of(view.attributes());
  }

  @Override
  public void metric(byte[] buffer, int offset, int length) {
    metric.wrap(buffer, offset, length);
  }

  @Override
  protected void item(byte[] buffer, int offset, int length) {
    Map<Intrinsic, Value> fields = new EnumMap<>(Intrinsic.class);
    fields.put(Intrinsic.ARRIVAL, Value.of(arrival));
    fields.put(Intrinsic.SIZE, Value.of((long) length));
    fields.put(Intrinsic.INSTRUMENTATION_NAME, Value.of(scopeName));
    fields.put(Intrinsic.INSTRUMENTATION_VERSION, Value.of(scopeVersion));
    Value service = resource.get(SERVICE);
    if (service instanceof Value.Text) {
      fields.put(Intrinsic.SERVICE, service);
    }
    items.add(
        switch (signal) {
          case TRACES -> span(span.wrap(buffer, offset, length), fields);
          case LOGS -> log(log.wrap(buffer, offset, length), fields);
          case METRICS -> point(buffer, offset, length, fields);
          case PROFILES -> throw new IllegalArgumentException("profiles (expected: other signals)");
        });
  }

  private Item span(SpanView view, Map<Intrinsic, Value> fields) {
    long start = Times.of(view.startTimeUnixNano());
    long duration = Times.duration(view.startTimeUnixNano(), view.endTimeUnixNano());
    fields.put(Intrinsic.TIME, Value.of(start));
    fields.put(Intrinsic.DURATION, Value.of(duration));
    fields.put(Intrinsic.END_TIME, Value.of(start + duration));
    id(fields, Intrinsic.TRACE_ID, view.traceId());
    id(fields, Intrinsic.SPAN_ID, view.spanId());
    id(fields, Intrinsic.PARENT_SPAN_ID, view.parentSpanId());
    text(fields, Intrinsic.NAME, view.name());
    fields.put(Intrinsic.KIND, Value.of(Names.KINDS.get(Names.known(Names.KINDS, view.kind()))));
    int status = Names.known(Names.STATUSES, view.status().code());
    fields.put(Intrinsic.STATUS, Value.of(Names.STATUSES.get(status)));
    text(fields, Intrinsic.STATUS_MESSAGE, view.status().message());
    text(fields, Intrinsic.TRACE_STATE, view.traceState());
    return new Item(
        ref(),
        start,
        fields,
        resource,
        instrumentation,
        Values.of(view.attributes()),
        events(view.events(), start),
        links(view.links()),
        null);
  }

  private static List<Item.Part> events(SpanEventView event, long start) {
    List<Item.Part> events = new ArrayList<>();
    while (event.next()) {
      Map<Intrinsic, Value> fields = new EnumMap<>(Intrinsic.class);
      text(fields, Intrinsic.EVENT_NAME, event.name());
      long since = Times.of(event.timeUnixNano()) - start;
      fields.put(Intrinsic.EVENT_TIME_SINCE_START, Value.of(since));
      events.add(new Item.Part(fields, Values.of(event.attributes())));
    }
    return events;
  }

  private static List<Item.Part> links(SpanLinkView link) {
    List<Item.Part> links = new ArrayList<>();
    while (link.next()) {
      Map<Intrinsic, Value> fields = new EnumMap<>(Intrinsic.class);
      id(fields, Intrinsic.LINK_TRACE_ID, link.traceId());
      id(fields, Intrinsic.LINK_SPAN_ID, link.spanId());
      links.add(new Item.Part(fields, Values.of(link.attributes())));
    }
    return links;
  }

  private Item log(LogRecordView view, Map<Intrinsic, Value> fields) {
    long time = Times.ofLog(view.timeUnixNano(), view.observedTimeUnixNano());
    fields.put(Intrinsic.TIME, Value.of(time));
    fields.put(Intrinsic.OBSERVED_TIME, Value.of(Times.of(view.observedTimeUnixNano())));
    id(fields, Intrinsic.TRACE_ID, view.traceId());
    id(fields, Intrinsic.SPAN_ID, view.spanId());
    text(fields, Intrinsic.SEVERITY, view.severityText());
    fields.put(Intrinsic.SEVERITY_NUMBER, Value.of((long) view.severityNumber()));
    text(fields, Intrinsic.LOG_EVENT_NAME, view.eventName());
    Value body =
        view.body().isString() || view.body().isEmpty()
            ? Values.of(view.body())
            : new Value.Json(Values.json(view.body()));
    if (body != null) {
      fields.put(Intrinsic.BODY, body);
    }
    return new Item(
        ref(),
        time,
        fields,
        resource,
        instrumentation,
        Values.of(view.attributes()),
        List.of(),
        List.of(),
        null);
  }

  private Item point(byte[] buffer, int offset, int length, Map<Intrinsic, Value> fields) {
    point.wrap(metric.data(), buffer, offset, length);
    MetricInfo info = info();
    fields.put(Intrinsic.TIME, Value.of(point.time()));
    fields.put(Intrinsic.METRIC_NAME, Value.of(info.name()));
    fields.put(Intrinsic.METRIC_TYPE, Value.of(info.type()));
    fields.put(Intrinsic.METRIC_UNIT, Value.of(info.unit()));
    if (!Double.isNaN(point.value())) {
      fields.put(Intrinsic.METRIC_VALUE, Value.of(point.value()));
    }
    if (metric.data() == MetricView.Data.HISTOGRAM
        || metric.data() == MetricView.Data.EXPONENTIAL_HISTOGRAM
        || metric.data() == MetricView.Data.SUMMARY) {
      fields.put(Intrinsic.METRIC_COUNT, Value.of(point.count()));
    }
    return new Item(
        ref(),
        point.time(),
        fields,
        resource,
        instrumentation,
        Values.of(point.attributes()),
        List.of(),
        List.of(),
        new Item.Metric(info, point.point(), point.readExemplars()));
  }

  private MetricInfo info() {
    int temporality =
        switch (metric.data()) {
          case SUM -> metric.sum().aggregationTemporality();
          case HISTOGRAM -> metric.histogram().aggregationTemporality();
          case EXPONENTIAL_HISTOGRAM -> metric.exponentialHistogram().aggregationTemporality();
          case NONE, GAUGE, SUMMARY -> 0;
        };
    return new MetricInfo(
        metric.name().toString(),
        Names.TYPES.get(Names.type(metric.data())),
        metric.unit().toString(),
        metric.description().toString(),
        Names.TEMPORALITIES.get(Names.known(Names.TEMPORALITIES, temporality)),
        metric.data() == MetricView.Data.SUM && metric.sum().isMonotonic(),
        0,
        List.of());
  }

  private ItemRef ref() {
    return new ItemRef(0, block, items.size());
  }

  private static void text(Map<Intrinsic, Value> fields, Intrinsic intrinsic, BytesView text) {
    fields.put(intrinsic, Value.of(text.toString()));
  }

  /// Ids of zeros are none.
  private static void id(Map<Intrinsic, Value> fields, Intrinsic intrinsic, BytesView id) {
    boolean none = id.longAt(0) == 0 && id.longAt(8) == 0;
    fields.put(intrinsic, Value.of(none ? "" : id.hex()));
  }
}
