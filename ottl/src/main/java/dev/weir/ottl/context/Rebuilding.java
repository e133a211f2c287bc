package dev.weir.ottl.context;

import dev.weir.otlp.edit.MessageEdit;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.ProtoWriter;

/// Puts messages together anew that were changed themselves, while their children were visited:
/// first what was changed, then the children, of which the changed ones were noted in the message's
/// [Level]. The pieces from its header on are replaced.
final class Rebuilding {
  /// The field of a span that holds its events.
  static final int EVENTS = 11;

  private final byte[] in;
  private final Pieces pieces;

  Rebuilding(byte[] in, Pieces pieces) {
    this.in = in;
    this.pieces = pieces;
  }

  /// A resource or scope, its schema URL, and behind it what else is there.
  void envelope(Level level, Item item, Item envelope, int end) {
    int[] before = begin(level);
    boolean itemChanged = item.isChanged();
    if (itemChanged && (item.edit().length() > 0 || item.isPresent())) {
      pieces.make(1, item.edit());
    }
    boolean urlChanged = envelope.isChanged();
    FieldCursor fields = over(level, end);
    while (fields.next()) {
      boolean isItem = fields.number() == 1 && itemChanged;
      boolean isUrl = fields.number() == 3 && urlChanged;
      if (!isItem && !isUrl) {
        addAgain(level, fields, before);
      }
    }
    level.addAdded(pieces, before);
    if (urlChanged) {
      var url = envelope.read(3).readBytes(3);
      ProtoWriter made = pieces.made();
      int from = made.size();
      made.bytes(3, url.buffer(), url.offset(), url.length());
      pieces.addMade(from);
    }
  }

  /// A span whose events were visited.
  void span(Level level, Item span, int end) {
    int[] before = begin(level);
    MessageEdit edit = span.edit();
    copyMade(edit.buffer(), edit.offset(), edit.length());
    FieldCursor fields = over(level, end);
    while (fields.next()) {
      if (fields.number() == EVENTS) {
        addAgain(level, fields, before);
      }
    }
  }

  /// A metric whose data points were visited.
  void metric(Level level, Level points, Item metric, int end) {
    int[] before = begin(level);
    MessageEdit edit = metric.edit();
    FieldCursor fields = new FieldCursor().wrap(edit.buffer(), edit.offset(), edit.length());
    while (fields.next()) {
      if (Shell.isData(fields)) {
        data(fields, edit.buffer(), over(level, end), points, before);
      } else {
        int start = fields.startOffset();
        copyMade(edit.buffer(), start, fields.endOffset() - start);
      }
    }
  }

  /// The data of a metric with what was changed around the data points.
  private void data(
      FieldCursor shell, byte[] buffer, FieldCursor metric, Level level, int[] before) {
    int header = pieces.reserve();
    int lengthBefore = pieces.length();
    copyMade(buffer, shell.valueOffset(), shell.valueLength());
    FieldCursor points = new FieldCursor();
    while (metric.next()) {
      if (metric.number() == shell.number() && metric.wireType() == FieldCursor.BYTES) {
        points.wrap(in, metric.valueOffset(), metric.valueLength());
        while (points.next()) {
          if (points.number() == 1 && points.wireType() == FieldCursor.BYTES) {
            addAgain(level, points, before);
          }
        }
      }
    }
    ProtoWriter made = pieces.made();
    int from = made.size();
    made.tag(shell.number(), FieldCursor.BYTES);
    made.varint(pieces.length() - lengthBefore);
    pieces.fill(header, from);
  }

  /// Takes back what lies behind the header; returns all pieces as they were.
  private int[] begin(Level level) {
    int[] before = pieces.copy(0, pieces.count());
    pieces.truncate(level.header + 1);
    return before;
  }

  private FieldCursor over(Level level, int end) {
    return new FieldCursor().wrap(in, level.value, end - level.value);
  }

  private void copyMade(byte[] buffer, int offset, int length) {
    ProtoWriter made = pieces.made();
    int from = made.size();
    made.raw(buffer, offset, length);
    pieces.addMade(from);
  }

  private void addAgain(Level level, FieldCursor field, int[] before) {
    if (!level.addNoted(field.startOffset(), pieces, before)) {
      pieces.add(field.startOffset(), field.endOffset());
    }
  }
}
