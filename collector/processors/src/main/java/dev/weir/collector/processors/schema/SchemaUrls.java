package dev.weir.collector.processors.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.ProtoWriter;

/// Writes a target's URL into the envelopes that were translated to it, and counts them. For one
/// batch, by one thread.
final class SchemaUrls {
  private static final int RESOURCE_ENVELOPES = 1;
  private static final int SCOPE_ENVELOPES = 2;
  private static final int URL = 3;
  private static final BytesView NONE = new BytesView().wrap(new byte[0], 0, 0);

  private final Target target;
  private final byte[] url;
  private final ProtoWriter out;
  private boolean changed;
  private long translated;
  private long skipped;
  private long failed;

  SchemaUrls(Target target, ByteRange request) {
    this.target = target;
    url = target.url().getBytes(UTF_8);
    out = new ProtoWriter(request.length() + 1024);
  }

  /// The request with other URLs.
  ByteRange of(ByteRange request) {
    message(request.buffer(), request.offset(), request.length(), RESOURCE_ENVELOPES, NONE);
    return !changed ? request : new ByteRange(out.buffer(), 0, out.size());
  }

  /// Envelopes with a known schema.
  long translated() {
    return translated;
  }

  /// Scopes without a schema.
  long skipped() {
    return skipped;
  }

  /// Envelopes with a schema that is not known.
  long failed() {
    return failed;
  }

  /// Copies the fields of a message, and enters those that are field `inner`.
  ///
  /// @param around the URL of the resource that the message is in; empty for none
  private void message(byte[] buffer, int offset, int length, int inner, BytesView around) {
    FieldCursor fields = new FieldCursor().wrap(buffer, offset, length);
    while (fields.next()) {
      if (fields.number() == inner) {
        int mark = out.beginMessage(inner, fields.valueLength());
        envelope(buffer, fields, around);
        out.endMessage(mark, ProtoWriter.varintSize(fields.valueLength()));
      } else if (fields.number() == URL && inner != RESOURCE_ENVELOPES) {
        replace(buffer, fields);
      } else {
        out.raw(buffer, fields.startOffset(), fields.endOffset() - fields.startOffset());
      }
    }
  }

  private void envelope(byte[] buffer, FieldCursor envelope, BytesView around) {
    boolean isScope = envelope.number() == SCOPE_ENVELOPES;
    BytesView own = url(buffer, envelope);
    skipped += isScope && own.isEmpty() && around.isEmpty() ? 1 : 0;
    // Scopes hold no envelopes, so nothing is entered below them.
    message(
        buffer, envelope.valueOffset(), envelope.valueLength(), isScope ? 0 : SCOPE_ENVELOPES, own);
    if (isScope && own.isEmpty() && isTranslated(around)) {
      out.bytes(URL, url);
    }
  }

  private boolean isTranslated(BytesView from) {
    return !from.isEmpty() && !from.contentEquals(url) && target.from(from) != null;
  }

  private static BytesView url(byte[] buffer, FieldCursor envelope) {
    FieldCursor fields =
        new FieldCursor().wrap(buffer, envelope.valueOffset(), envelope.valueLength());
    BytesView url = new BytesView().wrap(buffer, 0, 0);
    while (fields.next()) {
      if (fields.number() == URL) {
        url.wrap(buffer, fields.valueOffset(), fields.valueLength());
      }
    }
    return url;
  }

  private void replace(byte[] buffer, FieldCursor field) {
    BytesView given = new BytesView().wrap(buffer, field.valueOffset(), field.valueLength());
    if (given.isEmpty()) {
      return;
    }
    if (target.from(given) == null) {
      failed++;
      out.bytes(URL, buffer, field.valueOffset(), field.valueLength());
    } else {
      translated++;
      changed |= !given.contentEquals(url);
      out.bytes(URL, url);
    }
  }
}
