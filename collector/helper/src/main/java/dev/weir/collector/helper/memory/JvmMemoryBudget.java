package dev.weir.collector.helper.memory;

import dev.weir.collector.api.Log;
import dev.weir.collector.api.MemoryBudget;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// The budget of this process.
///
/// Two limits hold at once:
///
/// - `base + reserved` stays within a share of the largest heap, so that the process never runs out
///   of memory, whatever is configured. Nothing new is taken from 60 % on, and nothing is taken
///   that would lead beyond 75 %; the rest is room for what is being worked on and for the
///   collector.
/// - `base + reserved + direct` stays within what [#limit] was called with.
///
/// `base` is what the process needs without the telemetry that it holds: the live heap after the
/// last collection less what was reserved at that moment, since what is reserved is by then in the
/// heap as well. A sender may have announced bytes that have not come yet, so `base` is never taken
/// to be less than the smallest heap seen after any collection.
///
/// Only a collection of the whole heap tells what is live; after any other the figure is an upper
/// bound. When the bound is over a limit even without reserves, or the live heap was when it was
/// last looked at, the whole heap is collected in the background to find out. That happens every
/// ten seconds at most, every second while data is refused for it, and never for more than a tenth
/// of the time. The same happens, every second at most, when the heap has come to hold more garbage
/// than anything else, or 128 MiB of it: a virtual machine that may take gigabytes would take them
/// before it looked.
///
/// While much is held, answers are held back: not at all up to a sixteenth of the heap or 4 MiB,
/// and then for a time that grows with the square of what is above it, up to a second. A sender
/// that waits for its answers settles where it brings as much as leaves; one that does not is
/// refused at the limits. Each sender is held back by its share in what all ask for, and one that
/// asks for little still finds the room between the soft limit and the hard one when others fill
/// memory up to the soft one; see [Demand].
///
/// Admission itself is an addition and a few comparisons with figures that change when the heap is
/// collected.
public final class JvmMemoryBudget implements MemoryBudget, AutoCloseable {
  private static final double HEAP_SOFT_SHARE = 0.6;
  private static final double HEAP_HARD_SHARE = 0.75;

  /// Once limited, reserves must fall this far below the soft limit to be taken again.
  private static final double HYSTERESIS = 0.05;

  private static final double FREE_OF_DELAY_SHARE = 1.0 / 16;
  private static final long FREE_OF_DELAY_BYTES = 4L << 20;

  /// The delay when twice as much is held as goes without one.
  private static final double DELAY_AT_DOUBLE_NANOS = 15e6;

  private static final double MAX_DELAY_NANOS = 1e9;

  private static final long MIN_REFRESH_NANOS = 100_000_000;
  private static final long COLLECT_INTERVAL_NANOS = 10_000_000_000L;
  private static final long COLLECT_INTERVAL_SHORT_NANOS = 1_000_000_000;

  /// Garbage that is left alone, however little else there is.
  private static final long GARBAGE_ALLOWANCE = 48L << 20;

  /// Garbage that is too much, however much else there is: it is part of what a process takes above
  /// its limit.
  private static final long GARBAGE_LIMIT = 128L << 20;

  private static final int COLLECT_TIME_SHARE = 10;

  private final HeapMeter meter;
  private final Log log;
  private final Demand demand = new Demand();
  private final long maxHeap;
  private final long freeOfDelay;
  private final AtomicLong reserved = new AtomicLong();
  private final AtomicBoolean collecting = new AtomicBoolean();
  private volatile boolean limited;
  private volatile Room room;
  private volatile long refreshedAt = System.nanoTime();
  private volatile long collectedAt = System.nanoTime() - COLLECT_INTERVAL_NANOS;
  private volatile long collectNanos;

  // guarded by this
  private long hardLimit = Long.MAX_VALUE;
  private long softLimit = Long.MAX_VALUE;
  private long liveBase;
  private long upperBase;
  private long smallestHeap = Long.MAX_VALUE;

  /// The budget of this process; the caller closes it. Two in one process know nothing of each
  /// other's reserves.
  ///
  /// @param log where a limit that cannot be kept is warned of
  public static JvmMemoryBudget ofThisProcess(Log log) {
    return new JvmMemoryBudget(new JvmHeap(), log);
  }

  JvmMemoryBudget(HeapMeter meter, Log log) {
    this.meter = meter;
    this.log = log;
    maxHeap = meter.maxHeapBytes();
    freeOfDelay = Math.min(heapShare(FREE_OF_DELAY_SHARE), FREE_OF_DELAY_BYTES);
    room = measure();
    meter.listen(this::collected);
  }

  @Override
  public boolean tryReserve(long bytes) {
    if (isOver(reserved.get())) {
      refreshAfterRefusal();
      return false;
    }
    return tryReserveUpToTheHardLimit(bytes);
  }

  boolean tryReserveUpToTheHardLimit(long bytes) {
    if (reserved.get() > room.hard - bytes) {
      refreshAfterRefusal();
      return false;
    }
    if (reserved.addAndGet(bytes) > room.hard) {
      reserved.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  @Override
  public void reserve(long bytes) {
    reserved.addAndGet(bytes);
  }

  @Override
  public void release(long bytes) {
    reserved.addAndGet(-bytes);
  }

  @Override
  public long reserved() {
    return reserved.get();
  }

  @Override
  public boolean isLimited() {
    boolean over = isOver(reserved.get());
    if (over) {
      refreshAfterRefusal();
    }
    return over;
  }

  @Override
  public boolean isFull() {
    return reserved.get() > room.hard;
  }

  @Override
  public MemoryBudget ofSender() {
    return new SenderMemory(this, demand);
  }

  @Override
  public long answerDelayNanos() {
    long above = reserved.get() - freeOfDelay;
    if (above <= 0) {
      return 0;
    }
    double excess = (double) above / freeOfDelay;
    return (long) Math.min(MAX_DELAY_NANOS, excess * excess * DELAY_AT_DOUBLE_NANOS);
  }

  @Override
  public void limit(long limitBytes, long softLimitBytes) {
    long hard = limitBytes;
    long soft = softLimitBytes;
    if (limitBytes > maxHeap) {
      hard = maxHeap;
      soft = (long) (softLimitBytes * ((double) maxHeap / limitBytes));
      log.warn(
          "Memory limit is above the size of the heap, which is taken instead",
          "limit_bytes",
          limitBytes,
          "heap_bytes",
          maxHeap);
    }
    synchronized (this) {
      hardLimit = Math.min(hardLimit, hard);
      softLimit = Math.min(softLimit, soft);
      room = measure();
    }
  }

  /// Estimate of the bytes in use: live heap, direct memory, and what was reserved since.
  public long usedBytes() {
    Room now = room;
    return now.base + now.direct + reserved.get();
  }

  /// The hard limit in force: the one configured, or the share of the heap that is ever used.
  public synchronized long limitBytes() {
    return Math.min(hardLimit, heapShare(HEAP_HARD_SHARE));
  }

  @Override
  public void close() {
    meter.close();
  }

  private boolean isOver(long reservedNow) {
    Room now = room;
    if (reservedNow > now.soft) {
      limited = true;
      return true;
    }
    if (limited && reservedNow <= now.clear) {
      limited = false;
    }
    return limited;
  }

  private synchronized void collected(long usedBytes, boolean whole) {
    smallestHeap = Math.min(smallestHeap, usedBytes);
    upperBase = Math.max(usedBytes - reserved.get(), smallestHeap);
    liveBase = whole ? upperBase : Math.min(liveBase, upperBase);
    room = measure();
    collectIfInDoubt();
  }

  private void refreshAfterRefusal() {
    long now = System.nanoTime();
    if (now - refreshedAt < MIN_REFRESH_NANOS) {
      return;
    }
    synchronized (this) {
      room = measure();
      collectIfInDoubt();
    }
  }

  private void collectIfInDoubt() {
    Room now = room;
    boolean fitsWithoutReserves = Math.max(liveBase, upperBase) <= now.base + now.soft;
    boolean isMostlyGarbage = isMostlyGarbage();
    if ((fitsWithoutReserves && !isMostlyGarbage) || !mayCollect(now.soft < 0 || isMostlyGarbage)) {
      return;
    }
    if (collecting.compareAndSet(false, true)) {
      Thread.ofVirtual().name("weir-memory-collect").start(this::collect);
    }
  }

  private boolean isMostlyGarbage() {
    long garbage = upperBase - liveBase;
    long live = liveBase + reserved.get();
    return garbage > Math.clamp(live, GARBAGE_ALLOWANCE, GARBAGE_LIMIT);
  }

  private boolean mayCollect(boolean soon) {
    long interval = soon ? COLLECT_INTERVAL_SHORT_NANOS : COLLECT_INTERVAL_NANOS;
    long wait = Math.max(interval, collectNanos * (COLLECT_TIME_SHARE - 1));
    return System.nanoTime() - collectedAt >= wait;
  }

  private void collect() {
    long start = System.nanoTime();
    try {
      meter.collect();
    } finally {
      collectedAt = System.nanoTime();
      collectNanos = collectedAt - start;
      collecting.set(false);
    }
  }

  private Room measure() {
    refreshedAt = System.nanoTime();
    long direct = meter.directBytes();
    long hard = Math.min(heapShare(HEAP_HARD_SHARE) - liveBase, hardLimit - liveBase - direct);
    long soft = Math.min(heapShare(HEAP_SOFT_SHARE) - liveBase, softLimit - liveBase - direct);
    return new Room(
        liveBase, direct, hard, soft, soft - (long) (limitForHysteresis() * HYSTERESIS));
  }

  private long limitForHysteresis() {
    return Math.min(softLimit, heapShare(HEAP_SOFT_SHARE));
  }

  private long heapShare(double share) {
    return (long) (maxHeap * share);
  }

  /// How much may be reserved as things stand.
  ///
  /// @param hard nothing leads beyond it
  /// @param soft beyond it nothing new is taken
  /// @param clear at or below it everything is well again
  private record Room(long base, long direct, long hard, long soft, long clear) {}
}
