package dev.weir.otlp.edit;

import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.ProtoWriter;
import java.util.ArrayList;
import java.util.List;

/// One walk over the resources of one request, whose output is the input in pieces with the changed
/// resources between them. Only the header of an envelope and its resource are written anew; what
/// is below them is not even looked at.
///
/// ```
///   input   | header | resource |  scopes and items   | header | resource |  scopes ...
///   output  [  header, resource ] [ range of the input ] [ header, resource ] [ range ...
/// ```
final class ResourceWalk {
  private static final int ENVELOPES = 1;
  private static final int RESOURCE = 1;

  /// What is shorter is copied, since a piece costs about as much.
  private static final int SHORT = 1024;

  private final ByteRange request;
  private final byte[] in;
  private final ItemEditor editor;
  private final Enclosing enclosing;
  private final ItemEdit item;
  private final FieldCursor envelopes = new FieldCursor();
  private final FieldCursor fields = new FieldCursor();
  private final ProtoWriter made = new ProtoWriter();
  private final List<ByteRange> pieces = new ArrayList<>();
  private int copied;

  /// Where the bytes of `made` that are not yet a piece begin.
  private int madeFrom;

  ResourceWalk(ByteRange request, ItemEditor editor) {
    this.request = request;
    this.in = request.buffer();
    this.editor = editor;
    this.enclosing = new Enclosing(in);
    this.item = new ItemEdit(Level.RESOURCE, enclosing);
    this.copied = request.offset();
  }

  List<ByteRange> run() {
    envelopes.wrap(in, request.offset(), request.length());
    while (envelopes.next()) {
      if (envelopes.number() == ENVELOPES && envelopes.wireType() == FieldCursor.BYTES) {
        editEnvelope();
      }
    }
    if (copied == request.offset()) {
      return List.of(request);
    }
    keepTo(request.offset() + request.length());
    endPiece();
    return List.copyOf(pieces);
  }

  private void editEnvelope() {
    enclosing.enter(0, envelopes.valueOffset(), envelopes.endOffset());
    if (!editor.entersResource(enclosing)) {
      return;
    }
    int partsLength = showResource();
    editor.edit(item);
    boolean staysMissing = partsLength == 0 && item.length() == 0;
    if (item.isChanged() && !staysMissing) {
      write(partsLength);
    }
  }

  /// Shows the resource, were it nothing or in several parts, and returns how many bytes its fields
  /// take.
  private int showResource() {
    int parts = 0;
    int partsLength = 0;
    int value = envelopes.valueOffset();
    int end = value;
    fields.wrap(in, envelopes.valueOffset(), envelopes.valueLength());
    while (fields.next()) {
      if (isResource()) {
        value = fields.valueOffset();
        end = fields.endOffset();
        partsLength += end - fields.startOffset();
        parts++;
      }
    }
    if (parts < 2) {
      item.show(in, value, end, Level.RESOURCE.attributes(0), 0);
    } else {
      byte[] merged = merged();
      item.show(merged, 0, merged.length, Level.RESOURCE.attributes(0), 0);
    }
    return partsLength;
  }

  private byte[] merged() {
    ProtoWriter merged = new ProtoWriter();
    fields.wrap(in, envelopes.valueOffset(), envelopes.valueLength());
    while (fields.next()) {
      if (isResource()) {
        merged.raw(in, fields.valueOffset(), fields.valueLength());
      }
    }
    return merged.toByteArray();
  }

  /// Writes the changed resource at the front, instead of its parts.
  private void write(int partsLength) {
    int resourceLength = item.length();
    int fieldLength = 1 + ProtoWriter.varintSize(resourceLength) + resourceLength;
    keepTo(envelopes.startOffset());
    made.tag(ENVELOPES, FieldCursor.BYTES);
    made.varint(envelopes.valueLength() - partsLength + fieldLength);
    made.tag(RESOURCE, FieldCursor.BYTES);
    item.writeWithLength(made);
    copied = envelopes.valueOffset();
    fields.wrap(in, envelopes.valueOffset(), envelopes.valueLength());
    while (fields.next()) {
      if (isResource()) {
        keepTo(fields.startOffset());
        copied = fields.endOffset();
      }
    }
  }

  /// Hands on the input from `copied` to `end`.
  private void keepTo(int end) {
    if (end - copied < SHORT) {
      made.raw(in, copied, end - copied);
    } else {
      endPiece();
      pieces.add(new ByteRange(in, copied, end - copied));
    }
    copied = end;
  }

  private void endPiece() {
    if (made.size() > madeFrom) {
      pieces.add(new ByteRange(made.buffer(), madeFrom, made.size() - madeFrom));
      madeFrom = made.size();
    }
  }

  private boolean isResource() {
    return fields.number() == RESOURCE && fields.wireType() == FieldCursor.BYTES;
  }
}
