package dev.weir.query.api;

import dev.weir.otlp.common.InstrumentationScopeView;
import dev.weir.otlp.trace.ResourceSpansView;
import dev.weir.otlp.trace.ScopeSpansView;
import dev.weir.otlp.trace.SpanEventView;
import dev.weir.otlp.trace.SpanLinkView;
import dev.weir.otlp.trace.SpanView;
import dev.weir.otlp.trace.TracesView;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.query.http.Json;
import dev.weir.store.query.TimeRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/// A trace as the columns that a waterfall is drawn from.
final class TraceColumns {
  private static final int MAX_SPANS = 100_000;
  private static final byte[] SERVICE_NAME = TracesApi.utf8("service.name");
  private static final byte[] EXCEPTION = TracesApi.utf8("exception");
  private static final byte[] EXCEPTION_TYPE = TracesApi.utf8("exception.type");

  private final Map<String, Integer> strings = new LinkedHashMap<>();
  private final Map<String, Integer> resources = new LinkedHashMap<>();
  private final Map<String, Integer> scopes = new LinkedHashMap<>();
  private final List<Span> spans = new ArrayList<>();
  private boolean cut;

  private record Span(
      String id,
      String parentId,
      int resource,
      int scope,
      int name,
      int kind,
      int status,
      long start,
      long end,
      int events,
      int links,
      int exception) {}

  private TraceColumns() {}

  static TraceColumns read(ByteRange trace) {
    TraceColumns columns = new TraceColumns();
    ResourceSpansView each = new TracesView().wrap(trace).resourceSpans();
    while (each.next()) {
      int resource = place(columns.resources, resource(each));
      ScopeSpansView scopeSpans = each.scopeSpans();
      while (scopeSpans.next()) {
        int scope = place(columns.scopes, scope(scopeSpans.scope()));
        columns.read(scopeSpans.spans(), resource, scope);
      }
    }
    columns.spans.sort(Comparator.comparingLong(Span::start));
    return columns;
  }

  private void read(SpanView view, int resource, int scope) {
    while (view.next()) {
      if (spans.size() == MAX_SPANS) {
        cut = true;
        return;
      }
      int exception = -1;
      int events = 0;
      SpanEventView event = view.events();
      while (event.next()) {
        events++;
        if (exception < 0 && event.name().contentEquals(EXCEPTION)) {
          String type = event.attributes().stringValue(EXCEPTION_TYPE);
          exception = place(strings, type == null ? "exception" : type);
        }
      }
      int links = 0;
      SpanLinkView link = view.links();
      while (link.next()) {
        links++;
      }
      spans.add(
          new Span(
              view.spanId().hex(),
              view.parentSpanId().hex(),
              resource,
              scope,
              place(strings, view.name().toString()),
              view.kind(),
              view.status().code(),
              view.startTimeUnixNano(),
              Math.max(view.startTimeUnixNano(), view.endTimeUnixNano()),
              events,
              links,
              exception));
    }
  }

  private static String resource(ResourceSpansView view) {
    Json json =
        new Json()
            .begin()
            .field("service", view.resource().attributes().stringValue(SERVICE_NAME))
            .name("attributes");
    Attributes.write(json, view.resource().attributes());
    return json.field("schemaUrl", view.schemaUrl().toString()).end().toString();
  }

  private static String scope(InstrumentationScopeView view) {
    Json json =
        new Json()
            .begin()
            .field("name", view.name().toString())
            .field("version", view.version().toString())
            .name("attributes");
    Attributes.write(json, view.attributes());
    return json.end().toString();
  }

  private static int place(Map<String, Integer> places, String text) {
    Integer known = places.putIfAbsent(text, places.size());
    return known == null ? places.size() - 1 : known;
  }

  private long start() {
    return spans.isEmpty() ? 0 : spans.getFirst().start;
  }

  private long end() {
    return spans.stream().mapToLong(Span::end).max().orElse(0);
  }

  /// From the first start to the last end.
  TimeRange range() {
    return new TimeRange(start(), Math.max(start(), end()) + 1);
  }

  /// @param logs how many log records name each span
  Json write(String traceId, Map<String, Long> logs) {
    Json json =
        new Json()
            .begin()
            .field("traceId", traceId)
            .name("start")
            .time(start())
            .field("duration", end() - start())
            .name("strings")
            .texts(strings.keySet());
    raw(json.name("resources"), resources);
    raw(json.name("scopes"), scopes);
    json.name("spans").begin();
    parents(json);
    column(json, "resource", Span::resource);
    column(json, "scope", Span::scope);
    column(json, "name", Span::name);
    column(json, "kind", Span::kind);
    column(json, "status", Span::status);
    column(json, "start", span -> span.start - start());
    column(json, "duration", span -> span.end - span.start);
    column(json, "events", Span::events);
    column(json, "links", Span::links);
    column(json, "logs", span -> logs.getOrDefault(span.id, 0L));
    column(json, "exception", Span::exception);
    json.end().field("logs", logs.values().stream().mapToLong(Long::longValue).sum());
    return json.field("cut", cut).end();
  }

  private static void raw(Json json, Map<String, Integer> objects) {
    json.beginList();
    objects.keySet().forEach(json::raw);
    json.endList();
  }

  private void parents(Json json) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < spans.size(); i++) {
      places.putIfAbsent(spans.get(i).id, i);
    }
    json.name("id").texts(spans.stream().map(Span::id).toList());
    column(json, "parent", span -> parent(span, places));
    json.name("parentId")
        .texts(spans.stream().map(span -> parent(span, places) < 0 ? span.parentId : "").toList());
  }

  /// A span is not its own parent.
  private static int parent(Span span, Map<String, Integer> places) {
    return span.parentId.equals(span.id) ? -1 : places.getOrDefault(span.parentId, -1);
  }

  private void column(Json json, String name, ToLongFunction<Span> value) {
    json.name(name).beginList();
    spans.forEach(span -> json.number(value.applyAsLong(span)));
    json.endList();
  }
}
