package dev.weir.store.duckdb;

import dev.weir.otlp.Signal;
import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.common.InstrumentationScopeView;
import dev.weir.otlp.resource.ResourceView;
import dev.weir.otlp.trace.ResourceSpansView;
import dev.weir.otlp.trace.ScopeSpansView;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.store.StoreException;
import dev.weir.store.items.ItemWalk;
import dev.weir.store.query.Scope;
import java.sql.SQLException;
import java.util.Objects;

/// Makes rows out of requests. Belongs to the writer's thread.
abstract class RowWriter extends ItemWalk {
  private static final byte[] SERVICE = {
    's', 'e', 'r', 'v', 'i', 'c', 'e', '.', 'n', 'a', 'm', 'e'
  };

  final Signal signal;
  final SliceMeta meta;
  final Dictionary dictionary;
  final AttributeRow attributes;
  Staging staging;
  long arrival;
  int resourceId;
  int scopeId;
  private long nextRef;
  private int rows;

  private final AttributeRow dictionaryAttributes;
  private final ResourceSpansView resourceEnvelope = new ResourceSpansView();
  private final ScopeSpansView scopeEnvelope = new ScopeSpansView();

  RowWriter(Signal signal, SliceMeta meta, Dictionary dictionary, Staging staging) {
    this.signal = signal;
    this.meta = meta;
    this.dictionary = dictionary;
    this.staging = staging;
    int promoted = Schema.promoted(signal).size();
    attributes = new AttributeRow(meta.catalogue, promoted);
    dictionaryAttributes = new AttributeRow(meta.catalogue, promoted);
  }

  static RowWriter of(Signal signal, SliceMeta meta, Dictionary dictionary, Staging staging)
      throws SQLException {
    return switch (signal) {
      case TRACES -> new SpanRows(meta, dictionary, staging);
      case LOGS -> new LogRows(meta, dictionary, staging);
      default -> new PointRows(meta, dictionary, staging);
    };
  }

  /// Writes the items of a request whose first item has the place `first` in the block, and returns
  /// how many there are.
  final int write(ByteRange request, int block, int first, long arrival) {
    if (meta.catalogue.isOpen()) {
      SlotChoice.make(signal, request, meta.catalogue);
    }
    this.arrival = arrival;
    nextRef = (long) block << 32 | first;
    rows = 0;
    walk(signal, request);
    meta.items += rows;
    staging.rows += rows;
    return rows;
  }

  /// Goes on in other tables.
  abstract void into(Staging next);

  /// Writes one row, with the number of the item.
  abstract void row(byte[] buffer, int offset, int length, long ref) throws SQLException;

  @Override
  protected final void item(byte[] buffer, int offset, int length) {
    try {
      row(buffer, offset, length, nextRef);
    } catch (SQLException e) {
      throw new StoreException("appending an item: " + e.getMessage(), e);
    }
    nextRef++;
    rows++;
  }

  /// The envelopes of all signals have the same field numbers.
  @Override
  public final void resource(byte[] buffer, int offset, int length) {
    ResourceView resource = resourceEnvelope.wrap(buffer, offset, length).resource();
    Integer id = dictionary.resources.find(resource.buffer(), resource.offset(), resource.length());
    try {
      resourceId = id == null ? newResource(resource) : id;
    } catch (SQLException e) {
      throw new StoreException("appending a resource: " + e.getMessage(), e);
    }
  }

  @Override
  public final void scope(byte[] buffer, int offset, int length) {
    InstrumentationScopeView scope = scopeEnvelope.wrap(buffer, offset, length).scope();
    Integer id = dictionary.scopes.find(scope.buffer(), scope.offset(), scope.length());
    try {
      scopeId = id == null ? newScope(scope) : id;
    } catch (SQLException e) {
      throw new StoreException("appending a scope: " + e.getMessage(), e);
    }
  }

  final RowAppender table(String name) {
    return Objects.requireNonNull(staging.appender(name));
  }

  final RowAppender dictionaryTable(String name) {
    return Objects.requireNonNull(dictionary.appender(name));
  }

  final void seen(long time) {
    if (time < meta.minTime) {
      meta.minTime = time;
    }
    if (time > meta.maxTime) {
      meta.maxTime = time;
    }
  }

  static void orNull(RowAppender row, BytesView text) {
    if (text.isEmpty()) {
      row.appendNull();
    } else {
      row.append(text);
    }
  }

  private int newResource(ResourceView resource) throws SQLException {
    int id = dictionary.nextId();
    dictionary.resources.put(resource.buffer(), resource.offset(), resource.length(), id);
    String service = resource.attributes().stringValue(SERVICE);
    dictionaryAttributes.fill(Scope.RESOURCE, resource.attributes());
    RowAppender row = dictionaryTable(Schema.RESOURCES);
    row.beginRow().append(id).append(service).append(dictionaryAttributes).endRow();
    return id;
  }

  private int newScope(InstrumentationScopeView scope) throws SQLException {
    int id = dictionary.nextId();
    dictionary.scopes.put(scope.buffer(), scope.offset(), scope.length(), id);
    dictionaryAttributes.fill(Scope.INSTRUMENTATION, scope.attributes());
    RowAppender row = dictionaryTable(Schema.SCOPES);
    row.beginRow().append(id);
    row.append(scope.name());
    row.append(scope.version());
    row.append(dictionaryAttributes).endRow();
    return id;
  }
}
