package dev.weir.collector.connectors.exceptions;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Consumer;
import dev.weir.otlp.Signal;
import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.common.AttributesWriter;
import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.common.KeyValueView;
import dev.weir.otlp.resource.ResourceView;
import dev.weir.otlp.trace.ResourceSpansView;
import dev.weir.otlp.trace.ScopeSpansView;
import dev.weir.otlp.trace.SpanEventView;
import dev.weir.otlp.trace.SpanView;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.ProtoWriter;

/// Makes a log record of each exception. Any thread may call it.
final class ExceptionLogs {
  private static final byte[] STACKTRACE = "exception.stacktrace".getBytes(UTF_8);
  private static final int ATTRIBUTES = 6;
  private static final int ERROR = 17;

  private final Exceptions exceptions;
  private final Consumer next;

  ExceptionLogs(Exceptions exceptions, Consumer next) {
    this.exceptions = exceptions;
    this.next = next;
  }

  void consume(Batch batch) {
    Writing writing = new Writing();
    exceptions.visit(batch.range(), writing);
    if (writing.records > 0) {
      next.consume(
          Batch.of(Signal.LOGS, writing.finish(), writing.records).withRequest(batch.request()));
    }
  }

  /// Writes the records of one batch, each resource and scope once.
  private final class Writing implements ExceptionVisitor {
    private final ProtoWriter out = new ProtoWriter();
    private final ProtoWriter own = new ProtoWriter();
    private int resource = -1;
    private int scope = -1;
    private int resourceMark;
    private int scopeMark;
    int records;

    @Override
    public void exception(
        ResourceSpansView ofResource, ScopeSpansView ofScope, SpanView span, SpanEventView event) {
      if (ofResource.offset() != resource) {
        end();
        resource = ofResource.offset();
        resourceMark = begin(1, ofResource.buffer(), resource, ofResource.length());
        scope = -1;
      }
      if (ofScope.offset() != scope) {
        endScope();
        scope = ofScope.offset();
        scopeMark = begin(2, ofScope.buffer(), scope, ofScope.length());
      }
      int record = out.beginMessage(2);
      record(ofResource.resource(), span, event);
      out.endMessage(record);
      records++;
    }

    byte[] finish() {
      end();
      return out.toByteArray();
    }

    /// Begins an envelope with the fields of another but the messages that repeat in it, which are
    /// field 2 of both kinds.
    private int begin(int field, byte[] buffer, int offset, int length) {
      int mark = out.beginMessage(field);
      FieldCursor fields = new FieldCursor().wrap(buffer, offset, length);
      while (fields.next()) {
        if (fields.number() != 2) {
          out.raw(buffer, fields.startOffset(), fields.endOffset() - fields.startOffset());
        }
      }
      return mark;
    }

    private void end() {
      if (resource >= 0) {
        endScope();
        out.endMessage(resourceMark);
      }
      scope = -1;
    }

    private void endScope() {
      if (scope >= 0) {
        out.endMessage(scopeMark);
      }
    }

    private void record(ResourceView ofResource, SpanView span, SpanEventView event) {
      out.fixed64(1, event.timeUnixNano());
      out.uint64(2, ERROR);
      out.string(3, "ERROR");
      own.reset();
      AttributesWriter writer = new AttributesWriter(own, ATTRIBUTES);
      Exceptions.writeSpan(ofResource, span, writer);
      exceptions.writeDimensions(ofResource, span, event, writer);
      AnyValueView stack = event.attributes().find(STACKTRACE);
      if (stack != null) {
        writer.put(STACKTRACE, stack);
      }
      copyOthers(span.attributes());
      out.raw(own.buffer(), 0, own.size());
      id(9, span.traceId());
      id(10, span.spanId());
    }

    /// Copies the span's attributes but those that the record has of its own.
    private void copyOthers(AttributesView attributes) {
      AttributesWriter writer = new AttributesWriter(out, ATTRIBUTES);
      while (attributes.next()) {
        BytesView key = attributes.key();
        if (!isOwn(key)) {
          writer.put(key.buffer(), key.offset(), key.length(), attributes.value());
        }
      }
    }

    private boolean isOwn(BytesView key) {
      FieldCursor fields = new FieldCursor().wrap(own.buffer(), 0, own.size());
      byte[] wanted = key.toByteArray();
      while (fields.next()) {
        if (KeyValueView.keyEquals(
            own.buffer(), fields.valueOffset(), fields.endOffset(), wanted)) {
          return true;
        }
      }
      return false;
    }

    private void id(int field, BytesView id) {
      if (!id.isEmpty()) {
        out.bytes(field, id.buffer(), id.offset(), id.length());
      }
    }
  }
}
