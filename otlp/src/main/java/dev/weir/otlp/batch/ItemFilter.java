package dev.weir.otlp.batch;

import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import java.util.List;

/// Drops items from a request. Metrics, scopes and resources that are left without any go too.
public final class ItemFilter {
  private static final Group NOTHING = new Group(0, ByteRange.of(new byte[0]), 0);

  private ItemFilter() {}

  /// What `predicate` keeps: the request itself if that is everything, no bytes and no items if it
  /// is nothing.
  public static Group keep(Signal signal, ByteRange request, ItemPredicate predicate) {
    List<Group> kept = Partitioner.partition(signal, request, new Key(predicate));
    return kept.isEmpty() ? NOTHING : kept.get(0);
  }

  private record Key(ItemPredicate predicate) implements ItemKey {
    @Override
    public void resource(byte[] buffer, int offset, int length) {
      predicate.resource(buffer, offset, length);
    }

    @Override
    public void scope(byte[] buffer, int offset, int length) {
      predicate.scope(buffer, offset, length);
    }

    @Override
    public void metric(byte[] buffer, int offset, int length) {
      predicate.metric(buffer, offset, length);
    }

    @Override
    public int group(byte[] buffer, int offset, int length) {
      return predicate.keep(buffer, offset, length) ? 0 : DROP;
    }
  }
}
