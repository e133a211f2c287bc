package dev.weir.collector.exporters.debug;

import dev.weir.otlp.trace.ResourceSpansView;
import dev.weir.otlp.trace.ScopeSpansView;
import dev.weir.otlp.trace.SpanEventView;
import dev.weir.otlp.trace.SpanLinkView;
import dev.weir.otlp.trace.SpanView;
import dev.weir.otlp.trace.StatusView;
import dev.weir.otlp.trace.TracesView;
import dev.weir.otlp.wire.ByteRange;

/// Every field of every span.
final class DetailedTraces {
  private static final String[] KINDS = {
    "Unspecified", "Internal", "Server", "Client", "Producer", "Consumer"
  };
  private static final String[] STATUS_CODES = {"Unset", "Ok", "Error"};

  private DetailedTraces() {}

  static void write(ByteRange request, Lines lines) {
    ResourceSpansView resources = new TracesView().wrap(request).resourceSpans();
    for (int i = 0; resources.next(); i++) {
      DetailedText.resource(lines, "ResourceSpans", i, resources.schemaUrl(), resources.resource());
      ScopeSpansView scopes = resources.scopeSpans();
      for (int j = 0; scopes.next(); j++) {
        DetailedText.scope(lines, "ScopeSpans", j, scopes.schemaUrl(), scopes.scope());
        SpanView spans = scopes.spans();
        for (int k = 0; spans.next(); k++) {
          lines.line("Span #", k);
          span(lines, spans);
        }
      }
    }
  }

  private static void span(Lines lines, SpanView span) {
    lines.column("Trace ID", ValueText.id(span.traceId()));
    lines.column("Parent ID", ValueText.id(span.parentSpanId()));
    lines.column("ID", ValueText.id(span.spanId()));
    lines.column("Name", span.name());
    lines.column("Kind", Names.of(KINDS, span.kind()));
    if (!span.traceState().isEmpty()) {
      lines.column("TraceState", span.traceState());
    }
    lines.column("Start time", TimeText.of(span.startTimeUnixNano()));
    lines.column("End time", TimeText.of(span.endTimeUnixNano()));
    StatusView status = span.status();
    lines.column("Status code", Names.of(STATUS_CODES, status.code()));
    lines.column("Status message", status.message());
    lines.column("DroppedAttributesCount", span.droppedAttributesCount());
    lines.column("DroppedEventsCount", span.droppedEventsCount());
    lines.column("DroppedLinksCount", span.droppedLinksCount());
    DetailedText.attributes(lines, "Attributes", span.attributes());
    events(lines, span.events());
    links(lines, span.links());
  }

  private static void events(Lines lines, SpanEventView event) {
    for (int i = 0; event.next(); i++) {
      if (i == 0) {
        lines.line("Events:");
      }
      lines.line("SpanEvent #", i);
      lines.line("     -> Name: ", event.name());
      lines.line("     -> Timestamp: ", TimeText.of(event.timeUnixNano()));
      lines.line("     -> DroppedAttributesCount: ", event.droppedAttributesCount());
      DetailedText.attributes(lines, "     -> Attributes:", event.attributes());
    }
  }

  private static void links(Lines lines, SpanLinkView link) {
    for (int i = 0; link.next(); i++) {
      if (i == 0) {
        lines.line("Links:");
      }
      lines.line("SpanLink #", i);
      lines.line("     -> Trace ID: ", ValueText.id(link.traceId()));
      lines.line("     -> ID: ", ValueText.id(link.spanId()));
      lines.line("     -> TraceState: ", link.traceState());
      lines.line("     -> DroppedAttributesCount: ", link.droppedAttributesCount());
      DetailedText.attributes(lines, "     -> Attributes:", link.attributes());
    }
  }
}
