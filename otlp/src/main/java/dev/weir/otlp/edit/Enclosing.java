package dev.weir.otlp.edit;

import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.common.InstrumentationScopeView;
import dev.weir.otlp.metrics.MetricView;
import dev.weir.otlp.resource.ResourceView;
import dev.weir.otlp.trace.ResourceSpansView;
import dev.weir.otlp.trace.ScopeSpansView;
import dev.weir.otlp.trace.SpanView;
import org.jspecify.annotations.Nullable;

/// What stands around an item, as it came. Views are made and filled when they are asked for, once
/// for each enclosing message.
///
/// The envelopes of all signals have the same fields, so those of traces read them all.
public final class Enclosing {
  private static final int RESOURCE = 0;
  private static final int SCOPE = 1;
  private static final int PARENT = 2;

  private final byte[] buffer;
  private final int[] from = new int[Walk.MAX_DEPTH];
  private final int[] to = new int[Walk.MAX_DEPTH];

  private final ResourceSpansView resourceEnvelope = new ResourceSpansView();
  private final ScopeSpansView scopeEnvelope = new ScopeSpansView();
  private @Nullable SpanView span;
  private @Nullable MetricView metric;

  /// Bit `n` is set while the view of depth `n` shows the current message.
  private int shown;

  Enclosing(byte[] buffer) {
    this.buffer = buffer;
  }

  /// The resource of the item; empty if there is none.
  public ResourceView resource() {
    return resourceEnvelope().resource();
  }

  /// The schema URL beside the resource.
  public BytesView resourceSchemaUrl() {
    return resourceEnvelope().schemaUrl();
  }

  /// The instrumentation scope of the item; empty if there is none.
  public InstrumentationScopeView scope() {
    return scopeEnvelope().scope();
  }

  /// The schema URL beside the scope.
  public BytesView scopeSchemaUrl() {
    return scopeEnvelope().schemaUrl();
  }

  /// The span of an event or link.
  public SpanView span() {
    if (span == null) {
      span = new SpanView();
    }
    if (isStale(PARENT)) {
      span.wrap(buffer, from[PARENT], to[PARENT] - from[PARENT]);
    }
    return span;
  }

  /// The metric of a data point.
  public MetricView metric() {
    if (metric == null) {
      metric = new MetricView();
    }
    if (isStale(PARENT)) {
      metric.wrap(buffer, from[PARENT], to[PARENT] - from[PARENT]);
    }
    return metric;
  }

  void enter(int depth, int from, int to) {
    this.from[depth] = from;
    this.to[depth] = to;
    shown &= ~(1 << depth);
  }

  private ResourceSpansView resourceEnvelope() {
    if (isStale(RESOURCE)) {
      resourceEnvelope.wrap(buffer, from[RESOURCE], to[RESOURCE] - from[RESOURCE]);
    }
    return resourceEnvelope;
  }

  private ScopeSpansView scopeEnvelope() {
    if (isStale(SCOPE)) {
      scopeEnvelope.wrap(buffer, from[SCOPE], to[SCOPE] - from[SCOPE]);
    }
    return scopeEnvelope;
  }

  /// Notes that the view of this depth shows the current message; true if it has still to be
  /// filled.
  private boolean isStale(int depth) {
    boolean stale = (shown >> depth & 1) == 0;
    shown |= 1 << depth;
    return stale;
  }
}
