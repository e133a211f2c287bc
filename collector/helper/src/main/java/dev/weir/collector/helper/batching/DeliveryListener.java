package dev.weir.collector.helper.batching;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.RetryableRefusal;
import java.time.Duration;

/// Hears what becomes of batches. Called by several threads.
public interface DeliveryListener {

  default void delivered(Batch batch) {}

  default void retrying(Batch batch, RetryableRefusal refusal, Duration delay) {}

  /// Delivery was given up.
  ///
  /// @param reason `rejected`, `retries_exhausted`, `shutdown` or `internal_error`
  /// @param cause what the last attempt threw
  void gaveUp(Batch batch, String reason, Throwable cause);
}
