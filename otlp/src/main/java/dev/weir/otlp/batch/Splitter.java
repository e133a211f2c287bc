package dev.weir.otlp.batch;

import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Splits a request into parts that hold its items in their order, each as many as the limit
/// allows.
///
/// The data points of a metric may come to lie in several parts; a profile stays whole, and every
/// part repeats the dictionary of the profiles. A request within the limit is the only part, not
/// copied; one without items has no parts.
public final class Splitter {
  private final ItemIndex index;
  private final Division division;
  private final Limit limit;
  private final int max;

  private Splitter(Signal signal, ByteRange request, Limit limit, int max) {
    if (max <= 0) {
      throw new IllegalArgumentException("limit: " + max + " (expected: 1 or more)");
    }
    this.index = new ItemIndex(signal, request);
    this.division = new Division(request, index);
    this.limit = limit;
    this.max = max;
  }

  /// Parts of at most `maxItems` spans, data points, log records or samples. Only a profile that
  /// has more samples makes a part oversized.
  public static List<Part> byItems(Signal signal, ByteRange request, int maxItems) {
    return new Splitter(signal, request, Limit.ITEMS, maxItems).split();
  }

  /// Parts of at most `maxBytes` bytes. Only an item that is larger together with its envelopes
  /// makes a part oversized, and is alone in it.
  public static List<Part> byBytes(Signal signal, ByteRange request, int maxBytes) {
    return new Splitter(signal, request, Limit.BYTES, maxBytes).split();
  }

  private List<Part> split() {
    int part = 0;
    Envelopes envelopes = index.envelopes();
    for (int envelope = 0; envelope < envelopes.size(); envelope++) {
      if (index.isLeaf(envelope)) {
        part = giveItems(envelope, part);
      }
    }
    return parts(division.copy());
  }

  /// Gives the items of one envelope away, and returns the part that got the last.
  private int giveItems(int envelope, int firstPart) {
    int part = firstPart;
    int end = index.envelopes().endItem(envelope);
    for (int item = index.envelopes().firstItem(envelope); item < end; item++) {
      PartSize size = division.size(part);
      if (!size.isEmpty() && sizeWith(size, envelope, item) > max) {
        part++;
      }
      division.give(envelope, part);
    }
    return part;
  }

  private List<Part> parts(List<@Nullable ByteRange> ranges) {
    List<Part> parts = new ArrayList<>(ranges.size());
    for (int i = 0; i < ranges.size(); i++) {
      ByteRange bytes = Objects.requireNonNull(ranges.get(i));
      PartSize size = division.size(i);
      int measured = limit == Limit.BYTES ? bytes.length() : size.weight();
      parts.add(new Part(bytes, size.weight(), measured > max));
    }
    return parts;
  }

  private long sizeWith(PartSize size, int envelope, int item) {
    return limit == Limit.BYTES
        ? (long) size.size() + size.cost(envelope, index.end(item) - index.start(item))
        : (long) size.weight() + index.weight(item);
  }

  private enum Limit {
    ITEMS,
    BYTES
  }
}
