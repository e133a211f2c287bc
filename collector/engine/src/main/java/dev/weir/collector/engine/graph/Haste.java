package dev.weir.collector.engine.graph;

import dev.weir.collector.api.Deadline;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Cuts short what is stopping: from then on there is no time left, and those who wait are
/// interrupted. Any thread may call it.
final class Haste {
  /// What a component may need to count what it could not hand on.
  private static final Duration GRACE = Duration.ofMillis(500);

  private final Set<Thread> stopping = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Deadline over;

  /// Leaves no time to what is stopping, and to whatever stops later.
  void hasten() {
    over = Deadline.after(GRACE);
    stopping.forEach(Thread::interrupt);
  }

  /// `time`, or nothing when there is haste.
  Duration limited(Duration time) {
    return over == null ? time : Duration.ZERO;
  }

  /// Whether those who were interrupted have had their time, too.
  boolean isOver() {
    Deadline end = over;
    return end != null && end.passed();
  }

  /// Runs what stops a component, on its own thread.
  void run(Runnable stop) {
    Thread thread = Thread.currentThread();
    stopping.add(thread);
    try {
      if (over != null) {
        thread.interrupt();
      }
      stop.run();
    } finally {
      stopping.remove(thread);
    }
  }
}
