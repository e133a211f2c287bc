package dev.weir.collector.helper.series;

import static java.util.Objects.requireNonNull;

import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.common.InstrumentationScopeView;
import dev.weir.otlp.edit.ScopeMetricsEdit;
import dev.weir.otlp.metrics.MetricView;
import dev.weir.otlp.resource.ResourceView;
import dev.weir.otlp.wire.ProtoWriter;
import org.jspecify.annotations.Nullable;

/// The way of one batch through a table: told of each resource, scope and metric in turn, it finds
/// the series of their points. What it changed stays when it is committed before it is closed, and
/// is taken back otherwise, so that a batch that the next step refuses finds everything as it was
/// when it comes again. Not safe for threads.
public final class SeriesCursor<S> implements AutoCloseable {
  private static final byte SEPARATOR = (byte) 0xFF;

  private final SeriesTable<S> table;
  private final long now;
  private final ChangeLog<S> log = new ChangeLog<>();
  private final IdentityHash hash = new IdentityHash();
  private final ProtoWriter text = new ProtoWriter(128);
  private int resourceNumber;
  private @Nullable Identity resource;
  private @Nullable Identity scope;
  private @Nullable Identity metric;

  SeriesCursor(SeriesTable<S> table, long now) {
    this.table = table;
    this.now = now;
  }

  /// A resource begins.
  public void resource(ResourceView view) {
    leaveResource();
    text.reset();
    resource = enter(null, view.attributes());
  }

  /// A scope of the current resource begins.
  public void scope(InstrumentationScopeView view) {
    leaveScope();
    text.reset();
    add(view.name());
    add(view.version());
    scope = enter(requireNonNull(resource), view.attributes());
  }

  /// A scope that is edited begins, and its resource unless it is the one of the scope before.
  public void enter(ScopeMetricsEdit edited) {
    if (resource == null || edited.resourceNumber() != resourceNumber) {
      resource(edited.enclosing().resource());
      resourceNumber = edited.resourceNumber();
    }
    scope(edited.enclosing().scope());
  }

  /// A metric of the current scope begins.
  ///
  /// @param temporality an `AggregationTemporality` number
  public void metric(
      BytesView name, BytesView unit, MetricView.Data kind, int temporality, boolean monotonic) {
    leaveMetric();
    text.reset();
    text.varint(temporality);
    text.varint(monotonic ? 1 : 0);
    text.string(1, kind.name());
    add(name);
    add(unit);
    metric = enter(requireNonNull(scope), new AttributesView());
  }

  /// Takes a point of the current metric.
  ///
  /// @return false when its series is new and there is no room for it; then nothing happened
  public boolean update(AttributesView attributes, SeriesChange<S> change) {
    Identity current = requireNonNull(metric);
    hash.reset().add(current.high(), current.low()).add(attributes);
    return table.update(current, hash.high(), hash.low(), attributes, change, log, now);
  }

  /// Lets everything stay as it is.
  public void commit() {
    log.clear();
  }

  @Override
  public void close() {
    log.undo(table);
    leaveResource();
    table.expire(now);
  }

  private Identity enter(@Nullable Identity parent, AttributesView attributes) {
    hash.reset();
    if (parent != null) {
      hash.add(parent.high(), parent.low());
    }
    byte[] own = text.toByteArray();
    hash.add(own, 0, own.length).add(attributes);
    return table.acquire(
        new Identity(
            parent,
            hash.high(),
            hash.low(),
            own,
            Identity.bytesOf(attributes),
            attributes.number()));
  }

  private void leaveResource() {
    leaveScope();
    resource = leave(resource);
  }

  private void leaveScope() {
    leaveMetric();
    scope = leave(scope);
  }

  private void leaveMetric() {
    metric = leave(metric);
  }

  private @Nullable Identity leave(@Nullable Identity level) {
    if (level != null) {
      table.release(level);
    }
    return null;
  }

  /// No UTF-8 holds the separator, so two texts cannot be taken for two others.
  private void add(BytesView part) {
    text.raw(part.buffer(), part.offset(), part.length());
    text.raw(new byte[] {SEPARATOR}, 0, 1);
  }
}
