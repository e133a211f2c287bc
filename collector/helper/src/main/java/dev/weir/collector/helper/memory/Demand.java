package dev.weir.collector.helper.memory;

/// What senders ask for, in slices of a second, so that one can be compared with the others.
///
/// A sender's share is what it asked for in this second and the one before, divided by what the
/// senders of that time asked for on average. Whoever asked for less than half of that is modest: a
/// few greedy senders make every usual one modest, and among equals nobody is.
final class Demand {
  private static final long SLICE_NANOS = 1_000_000_000;
  private static final double MODEST = 0.5;

  private long slice = Long.MIN_VALUE;
  private long bytes;
  private long senders;
  private long bytesBefore;
  private long sendersBefore;

  /// Counts what a sender asks for.
  synchronized void ask(Sender sender, long asked, long nanos) {
    move(nanos);
    sender.move(slice);
    if (sender.bytes == 0) {
      senders++;
    }
    sender.bytes += asked;
    bytes += asked;
  }

  /// What the sender asks for as a multiple of what all do on average; 1 at most.
  synchronized double share(Sender sender, long nanos) {
    move(nanos);
    sender.move(slice);
    double all = (double) bytes + bytesBefore;
    double own = (double) sender.bytes + sender.bytesBefore;
    return all == 0 ? 1 : Math.min(1, own * Math.max(senders, sendersBefore) / all);
  }

  boolean isModest(Sender sender, long nanos) {
    return share(sender, nanos) < MODEST;
  }

  private void move(long nanos) {
    long now = Math.floorDiv(nanos, SLICE_NANOS);
    if (now != slice) {
      boolean isNext = now == slice + 1;
      bytesBefore = isNext ? bytes : 0;
      sendersBefore = isNext ? senders : 0;
      bytes = 0;
      senders = 0;
      slice = now;
    }
  }

  /// One sender's part; guarded by its [Demand].
  static final class Sender {
    private long slice = Long.MIN_VALUE;
    private long bytes;
    private long bytesBefore;

    private void move(long now) {
      if (now != slice) {
        bytesBefore = now == slice + 1 ? bytes : 0;
        bytes = 0;
        slice = now;
      }
    }
  }
}
