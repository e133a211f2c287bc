package dev.weir.collector.engine.graph;

import dev.weir.collector.api.Deadline;
import dev.weir.collector.api.RequestInfo;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// How long a batch may wait inside the pipelines for a branch that refuses it for now.
final class Patience {
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(5);

  /// What is left for the answer to reach the caller before it gives up.
  private static final long FOR_THE_ANSWER_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private volatile @Nullable Deadline end;

  /// The time for one batch: as long as its caller waits, five seconds at most, and not beyond the
  /// end of the pipelines.
  long nanos(RequestInfo request) {
    long nanos = Math.min(LONGEST_NANOS, request.remainingNanos() - FOR_THE_ANSWER_NANOS);
    Deadline end = this.end;
    return Math.max(0, end == null ? nanos : Math.min(nanos, end.remainingNanos()));
  }

  /// From now on nothing waits longer than until `deadline`.
  void endBy(Deadline deadline) {
    end = deadline;
  }
}
