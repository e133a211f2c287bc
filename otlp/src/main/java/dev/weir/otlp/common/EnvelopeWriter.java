package dev.weir.otlp.common;

import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.ProtoWriter;
import java.util.function.Consumer;

/// Writes a request of any signal: resources, in each of them scopes, in each of those the items
/// that another writer writes to [#out]. A new resource ends the one before, as does a new scope.
///
/// The envelopes of all signals have the same field numbers. Not safe for threads.
public final class EnvelopeWriter {
  private static final int RESOURCE_ENVELOPE = 1;
  private static final int RESOURCE = 1;
  private static final int SCOPE_ENVELOPE = 2;
  private static final int SCOPE = 1;
  private static final int ITEM = 2;
  private static final int SCHEMA_URL = 3;
  private static final int RESOURCE_ATTRIBUTES = 1;
  private static final int SCOPE_NAME = 1;
  private static final int SCOPE_VERSION = 2;
  private static final int NONE = -1;

  private final ProtoWriter out = new ProtoWriter();
  private int resourceMark = NONE;
  private int scopeMark = NONE;

  /// Begins a resource with these attributes.
  public EnvelopeWriter resource(Consumer<AttributesWriter> attributes) {
    return resource(attributes, "");
  }

  /// Begins a resource with these attributes and this schema URL.
  public EnvelopeWriter resource(Consumer<AttributesWriter> attributes, String schemaUrl) {
    endResource();
    resourceMark = out.beginMessage(RESOURCE_ENVELOPE);
    int mark = out.beginMessage(RESOURCE);
    attributes.accept(new AttributesWriter(out, RESOURCE_ATTRIBUTES));
    out.endMessage(mark);
    unlessEmpty(SCHEMA_URL, schemaUrl);
    return this;
  }

  /// Begins a scope of the current resource.
  public EnvelopeWriter scope(String name, String version) {
    return scope(name, version, "");
  }

  /// Begins a scope of the current resource, with a schema URL.
  public EnvelopeWriter scope(String name, String version, String schemaUrl) {
    if (resourceMark == NONE) {
      throw new IllegalStateException("a scope before a resource");
    }
    endScope();
    scopeMark = out.beginMessage(SCOPE_ENVELOPE);
    int mark = out.beginMessage(SCOPE);
    unlessEmpty(SCOPE_NAME, name);
    unlessEmpty(SCOPE_VERSION, version);
    out.endMessage(mark);
    unlessEmpty(SCHEMA_URL, schemaUrl);
    return this;
  }

  /// Begins a span, metric or log record in the current scope, and returns the mark with which
  /// [ProtoWriter#endMessage] ends it.
  public int beginItem() {
    if (scopeMark == NONE) {
      throw new IllegalStateException("an item before a scope");
    }
    return out.beginMessage(ITEM);
  }

  /// Where items are written.
  public ProtoWriter out() {
    return out;
  }

  /// Ends the request and returns a copy of it; the writer starts over.
  public ByteRange finish() {
    endResource();
    ByteRange request = ByteRange.of(out.toByteArray());
    out.reset();
    return request;
  }

  private void endResource() {
    endScope();
    if (resourceMark != NONE) {
      out.endMessage(resourceMark);
      resourceMark = NONE;
    }
  }

  private void endScope() {
    if (scopeMark != NONE) {
      out.endMessage(scopeMark);
      scopeMark = NONE;
    }
  }

  private void unlessEmpty(int number, String value) {
    if (!value.isEmpty()) {
      out.string(number, value);
    }
  }
}
