package dev.weir.collector.helper.series;

import org.jspecify.annotations.Nullable;

/// One series of a shard, in the chain of its bucket and in the list by last use. Guarded by the
/// shard.
final class Series<S> {
  final Identity metric;
  final long high;
  final long low;
  final byte[] attributes;
  final int number;

  S state;
  long lastSeen;
  boolean isGone;

  @Nullable Series<S> next;
  @Nullable Series<S> older;
  @Nullable Series<S> newer;

  Series(Identity metric, long high, long low, byte[] attributes, int number, S state) {
    this.metric = metric;
    this.high = high;
    this.low = low;
    this.attributes = attributes;
    this.number = number;
    this.state = state;
  }
}
