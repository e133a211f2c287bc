package dev.weir.otlp.edit;

import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.ProtoWriter;
import org.jspecify.annotations.Nullable;

/// One walk over the scopes of one request of metrics.
///
/// Nothing is written before the first change. From then on the output is the input up to `copied`
/// with the changes so far. The header of a resource is written when the first of its scopes
/// changed, and taken back when none of them is left.
final class MetricsWalk {
  private static final int RESOURCES = 1;
  private static final int SCOPES = 2;
  private static final int METRICS = 2;
  private static final int CLOSED = -1;

  private final ByteRange request;
  private final byte[] in;
  private final ScopeMetricsEditor editor;
  private final Enclosing enclosing;
  private final ScopeMetricsEdit scope;
  private final FieldCursor resources = new FieldCursor();
  private final FieldCursor scopes = new FieldCursor();
  private final FieldCursor metrics = new FieldCursor();

  private @Nullable ProtoWriter out;
  private int copied;
  private int morePoints;
  private int resourceNumber;

  /// Where the length of the current resource stands in the output, and what was there before it.
  private int resourceMark;

  private int sizeBeforeResource;
  private int scopesLeft;

  MetricsWalk(ByteRange request, ScopeMetricsEditor editor) {
    this.request = request;
    this.in = request.buffer();
    this.editor = editor;
    this.enclosing = new Enclosing(in);
    this.scope = new ScopeMetricsEdit(enclosing);
    this.copied = request.offset();
  }

  EditedMetrics run() {
    resources.wrap(in, request.offset(), request.length());
    while (resources.next()) {
      if (resources.number() == RESOURCES && resources.wireType() == FieldCursor.BYTES) {
        editResource();
        resourceNumber++;
      }
    }
    if (out == null) {
      return new EditedMetrics(request, 0);
    }
    copyTo(out, request.offset() + request.length());
    return new EditedMetrics(new ByteRange(out.buffer(), 0, out.size()), morePoints);
  }

  private void editResource() {
    enclosing.enter(0, resources.valueOffset(), resources.endOffset());
    resourceMark = CLOSED;
    scopesLeft = 0;
    scopes.wrap(in, resources.valueOffset(), resources.valueLength());
    while (scopes.next()) {
      if (scopes.number() == SCOPES && scopes.wireType() == FieldCursor.BYTES) {
        scopesLeft++;
        editScope();
      }
    }
    if (out != null && resourceMark != CLOSED) {
      closeResource(out);
    }
  }

  private void editScope() {
    enclosing.enter(1, scopes.valueOffset(), scopes.endOffset());
    scope.enter(resourceNumber);
    metrics.wrap(in, scopes.valueOffset(), scopes.valueLength());
    while (metrics.next()) {
      if (metrics.number() == METRICS && metrics.wireType() == FieldCursor.BYTES) {
        scope.show(in, metrics.valueOffset(), metrics.endOffset());
      }
    }
    if (scope.size() == 0) {
      return;
    }
    editor.edit(scope);
    if (scope.isChanged()) {
      morePoints += scope.morePoints();
      writeScope(openResource());
    }
  }

  private void writeScope(ProtoWriter out) {
    copyTo(out, scopes.startOffset());
    copied = scopes.endOffset();
    if (!scope.settle()) {
      scopesLeft--;
      return;
    }
    int mark = out.beginMessage(SCOPES, scopes.valueLength());
    out.fieldsExcept(in, scopes.valueOffset(), scopes.valueLength(), 1L << METRICS);
    scope.write(out);
    out.endMessage(mark, ProtoWriter.varintSize(scopes.valueLength()));
  }

  private ProtoWriter openResource() {
    ProtoWriter out = this.out;
    if (out == null) {
      out =
          new ProtoWriter((int) Math.min(request.length() * 9L / 8 + 1024, Integer.MAX_VALUE - 8));
      this.out = out;
    }
    if (resourceMark == CLOSED) {
      copyTo(out, resources.startOffset());
      sizeBeforeResource = out.size();
      resourceMark = out.beginMessage(RESOURCES, resources.valueLength());
      copied = resources.valueOffset();
    }
    return out;
  }

  private void closeResource(ProtoWriter out) {
    if (scopesLeft == 0) {
      out.truncate(sizeBeforeResource);
      copied = resources.endOffset();
      return;
    }
    copyTo(out, resources.endOffset());
    out.endMessage(resourceMark, ProtoWriter.varintSize(resources.valueLength()));
  }

  private void copyTo(ProtoWriter out, int end) {
    out.raw(in, copied, end - copied);
    copied = end;
  }
}
