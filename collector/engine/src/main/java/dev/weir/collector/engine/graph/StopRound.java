package dev.weir.collector.engine.graph;

import dev.weir.collector.api.Deadline;
import dev.weir.collector.api.Log;
import dev.weir.collector.api.Status;
import dev.weir.collector.engine.health.HealthBoard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Stops several components side by side, and does not wait for one that overstays its time.
final class StopRound {
  /// What a component that keeps to the deadline may need beyond it.
  private static final Duration GRACE = Duration.ofMillis(500);

  /// How soon haste is noticed.
  private static final Duration GLANCE = Duration.ofMillis(50);

  private StopRound() {}

  /// Stops all of `nodes` within `time`.
  ///
  /// @return those that are not done then
  static List<String> stop(List<Node> nodes, Duration time, Haste haste, HealthBoard health) {
    Deadline deadline = Deadline.after(time);
    Deadline patience = Deadline.after(time.plus(GRACE));
    List<Thread> threads = new ArrayList<>();
    for (Node node : nodes) {
      health.lifecycle(node.key(), Status.Level.STOPPING);
      threads.add(
          Thread.ofVirtual()
              .name("weir-stop-" + node.key())
              .start(() -> haste.run(() -> stop(node, deadline))));
    }
    List<String> late = new ArrayList<>();
    for (int i = 0; i < threads.size(); i++) {
      Node node = nodes.get(i);
      if (ends(threads.get(i), patience, haste)) {
        health.lifecycle(node.key(), Status.Level.STOPPED);
      } else {
        node.log().error("Component did not stop in time and is abandoned");
        late.add(node.toString());
      }
    }
    return late;
  }

  private static void stop(Node node, Deadline deadline) {
    try {
      node.component().shutdown(deadline);
    } catch (RuntimeException | Error e) {
      node.log().log(Log.Level.ERROR, "Component failed to stop", e);
    }
  }

  private static boolean ends(Thread thread, Deadline deadline, Haste haste) {
    boolean isInterrupted = false;
    try {
      while (true) {
        boolean isLast = deadline.passed() || haste.isOver();
        Duration left = deadline.remaining().plusMillis(1);
        try {
          if (thread.join(left.compareTo(GLANCE) < 0 ? left : GLANCE)) {
            return true;
          }
        } catch (InterruptedException e) {
          isInterrupted = true; // whoever wants it to be quick has given a deadline
        }
        if (isLast) {
          return false;
        }
      }
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
