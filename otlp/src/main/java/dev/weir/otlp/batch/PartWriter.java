package dev.weir.otlp.batch;

import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.ProtoWriter;

/// Puts a part together from ranges of a request. Ranges come in wire order; those that follow one
/// another without a break are copied at once.
final class PartWriter {
  private static final int REQUEST = 0;

  private final byte[] source;
  private final Envelopes envelopes;
  private final ProtoWriter out;

  /// The open envelope of each level, and the mark of its length.
  private final int[] open = new int[ItemIndex.LEVELS];

  private final int[] mark = new int[ItemIndex.LEVELS];
  private int level;
  private int pendingStart;
  private int pendingEnd;

  PartWriter(ItemIndex index, int size) {
    source = index.buffer();
    envelopes = index.envelopes();
    out = new ProtoWriter(size);
    copyGaps(REQUEST);
  }

  /// Copies bytes, whole fields, into this part's copy of `envelope`.
  void append(int envelope, int start, int end) {
    if (open[level] != envelope || pendingEnd != start) {
      flush();
      enter(envelope);
      pendingStart = start;
    }
    pendingEnd = end;
  }

  ByteRange finish() {
    flush();
    closeDownTo(REQUEST);
    return new ByteRange(out.buffer(), 0, out.size());
  }

  private void flush() {
    out.raw(source, pendingStart, pendingEnd - pendingStart);
    pendingStart = pendingEnd;
  }

  private void enter(int envelope) {
    int shared = envelope;
    while (!isOpen(shared)) {
      shared = envelopes.parent(shared);
    }
    closeDownTo(envelopes.level(shared));
    openBelow(shared, envelope);
  }

  private boolean isOpen(int envelope) {
    int at = envelopes.level(envelope);
    return at <= level && open[at] == envelope;
  }

  private void closeDownTo(int target) {
    for (; level > target; level--) {
      out.endMessage(mark[level], ProtoWriter.varintSize(contentSize(open[level])));
    }
  }

  private void openBelow(int ancestor, int envelope) {
    if (envelope == ancestor) {
      return;
    }
    openBelow(ancestor, envelopes.parent(envelope));
    level++;
    open[level] = envelope;
    // The fields of envelopes are below 16, so a tag is one byte.
    int field = source[envelopes.start(envelope)] >>> 3;
    mark[level] = out.beginMessage(field, contentSize(envelope));
    copyGaps(envelope);
  }

  private void copyGaps(int envelope) {
    for (int gap = envelopes.firstGap(envelope); gap < envelopes.endGap(envelope); gap++) {
      out.raw(source, envelopes.gapStart(gap), envelopes.gapEnd(gap) - envelopes.gapStart(gap));
    }
  }

  private int contentSize(int envelope) {
    return envelopes.end(envelope) - envelopes.content(envelope);
  }
}
