package dev.weir.otlp.batch;

import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Divides a request by a key of its items. Items of one group keep their order.
public final class Partitioner {
  private Partitioner() {}

  /// The groups that got an item, by number. Together they hold every item that the key did not
  /// drop. A request whose items all belong to one group is that group, not copied.
  public static List<Group> partition(Signal signal, ByteRange request, ItemKey key) {
    ItemIndex index = new ItemIndex(signal, request);
    Division division = new Division(request, index);
    for (int envelope = 1; envelope < index.envelopes().size(); envelope++) {
      announce(index, envelope, key);
      if (index.isLeaf(envelope)) {
        giveItems(index, division, envelope, key);
      }
    }
    return groups(division);
  }

  private static void announce(ItemIndex index, int envelope, EnvelopeListener listener) {
    int offset = index.envelopes().content(envelope);
    int length = index.envelopes().end(envelope) - offset;
    switch (index.envelopes().level(envelope)) {
      case 1 -> listener.resource(index.buffer(), offset, length);
      case 2 -> listener.scope(index.buffer(), offset, length);
      case 3 -> listener.metric(index.buffer(), offset, length);
      default -> {
        // The data of a metric holds nothing that the metric did not show.
      }
    }
  }

  private static void giveItems(ItemIndex index, Division division, int envelope, ItemKey key) {
    int end = index.envelopes().endItem(envelope);
    for (int item = index.envelopes().firstItem(envelope); item < end; item++) {
      int offset = index.content(item);
      division.give(envelope, key.group(index.buffer(), offset, index.end(item) - offset));
    }
  }

  private static List<Group> groups(Division division) {
    List<Group> groups = new ArrayList<>();
    List<@Nullable ByteRange> ranges = division.copy();
    for (int number = 0; number < ranges.size(); number++) {
      ByteRange bytes = ranges.get(number);
      if (bytes != null) {
        groups.add(new Group(number, bytes, division.size(number).weight()));
      }
    }
    return groups;
  }
}
