package dev.weir.collector.exporters.debug;

import dev.weir.otlp.trace.ResourceSpansView;
import dev.weir.otlp.trace.ScopeSpansView;
import dev.weir.otlp.trace.SpanView;
import dev.weir.otlp.trace.TracesView;
import dev.weir.otlp.wire.ByteRange;

/// A line for each span: name, ids, attributes.
final class NormalTraces {
  private NormalTraces() {}

  static void write(ByteRange request, Lines lines) {
    ResourceSpansView resources = new TracesView().wrap(request).resourceSpans();
    for (int i = 0; resources.next(); i++) {
      NormalText.resource(lines, "ResourceTraces", i, resources.schemaUrl(), resources.resource());
      ScopeSpansView scopes = resources.scopeSpans();
      for (int j = 0; scopes.next(); j++) {
        NormalText.scope(lines, "ScopeTraces", j, scopes.schemaUrl(), scopes.scope());
        SpanView spans = scopes.spans();
        while (spans.next()) {
          lines.line(
              spans.name(),
              " ",
              ValueText.id(spans.traceId()),
              " ",
              ValueText.id(spans.spanId()),
              ValueText.after(spans.attributes()));
        }
      }
    }
  }
}
