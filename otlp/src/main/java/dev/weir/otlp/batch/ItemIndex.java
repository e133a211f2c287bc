package dev.weir.otlp.batch;

import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.FieldCursor;

/// Where the items of a request lie, and the envelopes around them.
///
/// ```
/// level 0        1          2         3        4
/// request -> resource -> scope -> spans, log records, profiles
///                            \\--> metric -> data -> data points
/// ```
///
/// Items and envelopes are rows of numbers: an object for each would cost more than copying it.
final class ItemIndex {
  static final int LEVELS = 5;

  /// The fields that lead one level down, as bits.
  private static final int[] CHILDREN = {1 << 1, 1 << 2, 1 << 2};

  private static final int[] METRIC_CHILDREN = {
    1 << 1, 1 << 2, 1 << 2, 1 << 5 | 1 << 7 | 1 << 9 | 1 << 10 | 1 << 11, 1 << 1
  };

  private static final int PROFILE_SAMPLES = 2;
  private static final int WIDTH = 3;

  private final Signal signal;
  private final byte[] buffer;
  private final int[] children;
  private final FieldCursor[] cursors = new FieldCursor[LEVELS];
  private final Envelopes envelopes = new Envelopes();
  private final Ints items = new Ints();

  ItemIndex(Signal signal, ByteRange request) {
    this.signal = signal;
    buffer = request.buffer();
    children = signal == Signal.METRICS ? METRIC_CHILDREN : CHILDREN;
    for (int level = 0; level < children.length; level++) {
      cursors[level] = new FieldCursor();
    }
    int start = request.offset();
    envelope(0, 0, start, start, start + request.length());
  }

  byte[] buffer() {
    return buffer;
  }

  Envelopes envelopes() {
    return envelopes;
  }

  /// True for an envelope that holds items, not other envelopes.
  boolean isLeaf(int envelope) {
    return envelopes.level(envelope) == children.length - 1;
  }

  int items() {
    return items.size() / WIDTH;
  }

  /// Where the field that holds the item starts, its tag included.
  int start(int item) {
    return items.at(item * WIDTH);
  }

  /// Where its content starts.
  int content(int item) {
    return items.at(item * WIDTH + 1);
  }

  int end(int item) {
    return items.at(item * WIDTH + 2);
  }

  /// As how many an item counts: a profile as its samples, everything else as 1.
  int weight(int item) {
    if (signal != Signal.PROFILES) {
      return 1;
    }
    FieldCursor fields = new FieldCursor().wrap(buffer, content(item), end(item) - content(item));
    int samples = 0;
    while (fields.next()) {
      samples += fields.number() == PROFILE_SAMPLES ? 1 : 0;
    }
    return samples;
  }

  /// The weight of the items from `first` to below `end`.
  int weight(int first, int end) {
    if (signal != Signal.PROFILES) {
      return end - first;
    }
    int weight = 0;
    for (int item = first; item < end; item++) {
      weight += weight(item);
    }
    return weight;
  }

  private void envelope(int parent, int level, int start, int content, int end) {
    int envelope = envelopes.begin(parent, level, start, content, end, items());
    FieldCursor fields = cursors[level].wrap(buffer, content, end - content);
    boolean leaf = isLeaf(envelope);
    while (fields.next()) {
      if (!isChild(level, fields.number())) {
        continue;
      }
      if (leaf) {
        item(fields);
      } else {
        envelope(
            envelope, level + 1, fields.startOffset(), fields.valueOffset(), fields.endOffset());
      }
    }
    envelopes.end(envelope, items());
    if (leaf) {
      gapsBetweenItems(envelope);
    } else {
      gapsBetweenEnvelopes(envelope);
    }
  }

  private boolean isChild(int level, int number) {
    return number < Integer.SIZE && (children[level] >>> number & 1) != 0;
  }

  private void item(FieldCursor field) {
    items.add(field.startOffset());
    items.add(field.valueOffset());
    items.add(field.endOffset());
  }

  private void gapsBetweenItems(int envelope) {
    int at = envelopes.content(envelope);
    for (int item = envelopes.firstItem(envelope); item < items(); item++) {
      envelopes.gap(envelope, at, start(item));
      at = end(item);
    }
    envelopes.gap(envelope, at, envelopes.end(envelope));
    envelopes.copyable(envelope, envelopes.firstItem(envelope) < items());
  }

  private void gapsBetweenEnvelopes(int envelope) {
    int at = envelopes.content(envelope);
    boolean copyable = envelopes.firstItem(envelope) < items();
    for (int child = envelope + 1; child < envelopes.size(); child = envelopes.next(child)) {
      envelopes.gap(envelope, at, envelopes.start(child));
      at = envelopes.end(child);
      copyable &= envelopes.isCopyable(child);
    }
    envelopes.gap(envelope, at, envelopes.end(envelope));
    envelopes.copyable(envelope, copyable);
  }
}
