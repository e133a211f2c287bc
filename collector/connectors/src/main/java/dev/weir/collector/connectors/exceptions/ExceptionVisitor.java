package dev.weir.collector.connectors.exceptions;

import dev.weir.otlp.trace.ResourceSpansView;
import dev.weir.otlp.trace.ScopeSpansView;
import dev.weir.otlp.trace.SpanEventView;
import dev.weir.otlp.trace.SpanView;

/// Is shown the exceptions of one batch, in order. What it is shown is valid until it returns.
@FunctionalInterface
interface ExceptionVisitor {
  void exception(
      ResourceSpansView resource, ScopeSpansView scope, SpanView span, SpanEventView event);
}
