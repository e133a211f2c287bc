package dev.weir.query.api;

import dev.weir.otlp.trace.ResourceSpansView;
import dev.weir.otlp.trace.ScopeSpansView;
import dev.weir.otlp.trace.SpanEventView;
import dev.weir.otlp.trace.SpanView;
import dev.weir.otlp.trace.TracesView;
import dev.weir.otlp.wire.ByteRange;
import java.util.ArrayList;
import java.util.List;

/// Finds a text anywhere in the spans of a trace.
final class SpanText {
  private SpanText() {}

  /// The ids of the spans that hold the text, given in lower case.
  static List<String> find(ByteRange trace, String lower) {
    List<String> found = new ArrayList<>();
    ResourceSpansView resources = new TracesView().wrap(trace).resourceSpans();
    while (resources.next()) {
      boolean inResource = Attributes.contain(resources.resource().attributes(), lower);
      ScopeSpansView scopes = resources.scopeSpans();
      while (scopes.next()) {
        SpanView spans = scopes.spans();
        while (spans.next()) {
          if (inResource || holds(spans, lower)) {
            found.add(spans.spanId().hex());
          }
        }
      }
    }
    return found;
  }

  private static boolean holds(SpanView span, String lower) {
    return Attributes.contains(span.name().toString(), lower)
        || span.spanId().hex().contains(lower)
        || Attributes.contains(span.status().message().toString(), lower)
        || Attributes.contain(span.attributes(), lower)
        || inEvents(span.events(), lower);
  }

  private static boolean inEvents(SpanEventView events, String lower) {
    while (events.next()) {
      if (Attributes.contains(events.name().toString(), lower)
          || Attributes.contain(events.attributes(), lower)) {
        return true;
      }
    }
    return false;
  }
}
