package dev.weir.collector.processors.transform;

import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.ProtoWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gives each log record of a request a resource and a scope of its own, and puts those that are
/// equal together again.
final class FlatLogs {
  private static final int RESOURCES = 1;

  /// Scopes in a resource, and records in a scope.
  private static final int CHILDREN = 2;

  private FlatLogs() {}

  /// The request with one resource and one scope for each record. Resources and scopes without
  /// records stay.
  static ByteRange spread(ByteRange request) {
    ProtoWriter out = new ProtoWriter(request.length() * 2);
    for (Envelope resource : resources(request)) {
      if (resource.children.isEmpty()) {
        write(resource, null, null, out);
      }
      for (ByteRange child : resource.children) {
        Envelope scope = Envelope.of(child);
        if (scope.children.isEmpty()) {
          write(resource, scope, null, out);
        }
        for (ByteRange log : scope.children) {
          write(resource, scope, log, out);
        }
      }
    }
    return ByteRange.of(out.toByteArray());
  }

  private static void write(
      Envelope resource, @Nullable Envelope scope, @Nullable ByteRange log, ProtoWriter out) {
    int outer = out.beginMessage(RESOURCES);
    write(resource.own, out);
    if (scope != null) {
      int inner = out.beginMessage(CHILDREN);
      write(scope.own, out);
      if (log != null) {
        out.bytes(CHILDREN, log.buffer(), log.offset(), log.length());
      }
      out.endMessage(inner);
    }
    out.endMessage(outer);
  }

  /// The request with the records of equal resources and scopes together, in the order in which
  /// they come first.
  static ByteRange gather(ByteRange request) {
    Map<ByteBuffer, Map<ByteBuffer, List<ByteRange>>> groups = new LinkedHashMap<>();
    for (Envelope resource : resources(request)) {
      Map<ByteBuffer, List<ByteRange>> scopes =
          groups.computeIfAbsent(resource.own, own -> new LinkedHashMap<>());
      for (ByteRange child : resource.children) {
        Envelope scope = Envelope.of(child);
        scopes.computeIfAbsent(scope.own, own -> new ArrayList<>()).addAll(scope.children);
      }
    }
    ProtoWriter out = new ProtoWriter(request.length());
    groups.forEach((resource, scopes) -> {
      int outer = out.beginMessage(RESOURCES);
      write(resource, out);
      scopes.forEach((scope, logs) -> {
        int inner = out.beginMessage(CHILDREN);
        write(scope, out);
        logs.forEach(log -> out.bytes(CHILDREN, log.buffer(), log.offset(), log.length()));
        out.endMessage(inner);
      });
      out.endMessage(outer);
    });
    return ByteRange.of(out.toByteArray());
  }

  private static List<Envelope> resources(ByteRange request) {
    List<Envelope> resources = new ArrayList<>();
    FieldCursor fields = over(request);
    while (fields.next()) {
      if (fields.number() == RESOURCES && fields.wireType() == FieldCursor.BYTES) {
        resources.add(Envelope.of(value(fields)));
      }
    }
    return resources;
  }

  private static FieldCursor over(ByteRange message) {
    return new FieldCursor().wrap(message.buffer(), message.offset(), message.length());
  }

  private static ByteRange value(FieldCursor field) {
    return new ByteRange(field.buffer(), field.valueOffset(), field.valueLength());
  }

  private static void write(ByteBuffer bytes, ProtoWriter out) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    out.raw(copy, 0, copy.length);
  }

  /// `ResourceLogs` or `ScopeLogs`.
  ///
  /// @param own everything but the children
  private record Envelope(ByteBuffer own, List<ByteRange> children) {
    static Envelope of(ByteRange message) {
      ProtoWriter own = new ProtoWriter();
      List<ByteRange> children = new ArrayList<>();
      FieldCursor fields = over(message);
      while (fields.next()) {
        if (fields.number() == CHILDREN && fields.wireType() == FieldCursor.BYTES) {
          children.add(value(fields));
        } else {
          int start = fields.startOffset();
          own.raw(fields.buffer(), start, fields.endOffset() - start);
        }
      }
      return new Envelope(ByteBuffer.wrap(own.toByteArray()), children);
    }
  }
}
