package dev.weir.collector.helper.compress;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Things that are dear to make, for one user at a time. A pool rather than a [ThreadLocal], since
/// a virtual thread serves one request and then ends. Any thread may call it.
final class Pool<T> {
  private static final int MAX_IDLE = 2 * Runtime.getRuntime().availableProcessors();

  private final ConcurrentLinkedQueue<T> idle = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final Supplier<T> make;
  private final Consumer<T> end;

  /// @param end frees what does not fit any more
  Pool(Supplier<T> make, Consumer<T> end) {
    this.make = make;
    this.end = end;
  }

  T take() {
    T thing = idle.poll();
    if (thing == null) {
      return make.get();
    }
    size.decrementAndGet();
    return thing;
  }

  /// Gives back what [#take()] gave, ready for the next user.
  void giveBack(T thing) {
    if (size.incrementAndGet() > MAX_IDLE) {
      size.decrementAndGet();
      end.accept(thing);
    } else {
      idle.add(thing);
    }
  }
}
