package dev.weir.otlp.batch;

/// The size of a part while items are given to it: exact, but that lengths may turn out a few bytes
/// shorter, since a part's envelope never holds more than the one it came from.
final class PartSize {
  private final Envelopes envelopes;
  private final int[] open = {-1, -1, -1, -1, -1};
  private int size;
  private int weight;

  PartSize(Envelopes envelopes) {
    this.envelopes = envelopes;
  }

  int size() {
    return size;
  }

  /// Items counted so far.
  int weight() {
    return weight;
  }

  boolean isEmpty() {
    return open[0] < 0;
  }

  /// What an item of `bytes` bytes in `envelope` would add.
  int cost(int envelope, int bytes) {
    int cost = bytes;
    for (int each = envelope; open[envelopes.level(each)] != each; each = envelopes.parent(each)) {
      cost += envelopes.ownSize(each);
      if (each == 0) {
        break;
      }
    }
    return cost;
  }

  void add(int envelope, int bytes, int itemWeight) {
    size += cost(envelope, bytes);
    weight += itemWeight;
    for (int each = envelope; open[envelopes.level(each)] != each; each = envelopes.parent(each)) {
      open[envelopes.level(each)] = each;
    }
  }
}
