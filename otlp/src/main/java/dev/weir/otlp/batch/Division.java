package dev.weir.otlp.batch;

import dev.weir.otlp.wire.ByteRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A request whose items have been given numbers of parts, to be copied into them.
final class Division {
  private static final int MIXED = -2;

  private final ByteRange request;
  private final ItemIndex index;
  private final Envelopes envelopes;
  private final int[] parts;
  private final List<PartSize> sizes = new ArrayList<>();
  private int given;

  Division(ByteRange request, ItemIndex index) {
    this.request = request;
    this.index = index;
    this.envelopes = index.envelopes();
    this.parts = new int[index.items()];
  }

  /// What the part holds so far.
  PartSize size(int part) {
    while (sizes.size() <= part) {
      sizes.add(new PartSize(envelopes));
    }
    return sizes.get(part);
  }

  /// Gives the next item, which lies in `envelope`, to `part`, or to none if that is negative.
  void give(int envelope, int part) {
    int item = given++;
    parts[item] = Math.max(part, ItemKey.DROP);
    if (part >= 0) {
      size(part).add(envelope, index.end(item) - index.start(item), index.weight(item));
    }
  }

  /// Copies the parts; null stands for a part that was given nothing.
  List<@Nullable ByteRange> copy() {
    int only = partOf(0);
    if (only == ItemKey.DROP) {
      return List.of();
    }
    if (only != MIXED && envelopes.isCopyable(0)) {
      return alone(only);
    }
    List<@Nullable PartWriter> writers = new ArrayList<>(sizes.size());
    for (PartSize size : sizes) {
      writers.add(size.isEmpty() ? null : new PartWriter(index, size.size()));
    }
    copyChildren(0, writers);
    List<@Nullable ByteRange> ranges = new ArrayList<>(sizes.size());
    for (PartWriter writer : writers) {
      ranges.add(writer == null ? null : writer.finish());
    }
    return ranges;
  }

  private List<@Nullable ByteRange> alone(int part) {
    List<@Nullable ByteRange> ranges = new ArrayList<>();
    for (int i = 0; i < part; i++) {
      ranges.add(null);
    }
    ranges.add(request);
    return ranges;
  }

  private void copy(int envelope, List<@Nullable PartWriter> writers) {
    int part = partOf(envelope);
    if (part == ItemKey.DROP) {
      return;
    }
    if (part == MIXED || !envelopes.isCopyable(envelope)) {
      copyChildren(envelope, writers);
    } else {
      append(
          writers.get(part),
          envelopes.parent(envelope),
          envelopes.start(envelope),
          envelopes.end(envelope));
    }
  }

  private void copyChildren(int envelope, List<@Nullable PartWriter> writers) {
    if (index.isLeaf(envelope)) {
      copyItems(envelope, writers);
      return;
    }
    int next = envelopes.next(envelope);
    for (int child = envelope + 1; child < next; child = envelopes.next(child)) {
      copy(child, writers);
    }
  }

  private void copyItems(int envelope, List<@Nullable PartWriter> writers) {
    int end = envelopes.endItem(envelope);
    for (int item = envelopes.firstItem(envelope); item < end; item++) {
      if (parts[item] >= 0) {
        append(writers.get(parts[item]), envelope, index.start(item), index.end(item));
      }
    }
  }

  private static void append(@Nullable PartWriter writer, int envelope, int start, int end) {
    Objects.requireNonNull(writer).append(envelope, start, end);
  }

  /// The part to which everything in the envelope goes, DROP if nothing goes anywhere, or MIXED.
  private int partOf(int envelope) {
    int first = envelopes.firstItem(envelope);
    int end = envelopes.endItem(envelope);
    if (first == end) {
      return ItemKey.DROP;
    }
    for (int item = first + 1; item < end; item++) {
      if (parts[item] != parts[first]) {
        return MIXED;
      }
    }
    return parts[first];
  }
}
