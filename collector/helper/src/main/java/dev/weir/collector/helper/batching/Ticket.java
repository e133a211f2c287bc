package dev.weir.collector.helper.batching;

import dev.weir.collector.api.RetryableRefusal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What a caller holds who waits for the result of its batch.
final class Ticket {
  private final CountDownLatch settled = new CountDownLatch(1);
  private volatile @Nullable RuntimeException failure;

  void settle(@Nullable RuntimeException why) {
    failure = why;
    settled.countDown();
  }

  /// Returns when the batch was delivered.
  ///
  /// @throws RuntimeException the refusal, when it was not
  void await(long nanos) {
    try {
      if (!settled.await(nanos, TimeUnit.NANOSECONDS)) {
        throw new RetryableRefusal("no result within the time that the caller waits");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RetryableRefusal("interrupted while waiting for the result");
    }
    RuntimeException why = failure;
    if (why != null) {
      throw why;
    }
  }
}
