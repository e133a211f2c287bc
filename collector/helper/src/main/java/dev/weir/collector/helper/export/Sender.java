package dev.weir.collector.helper.export;

import dev.weir.collector.api.Batch;
import java.time.Duration;

/// Delivers batches to a destination. An [ExportHelper] adds queue, retries and metrics.
@FunctionalInterface
public interface Sender {

  /// For an attempt that may take as long as it likes.
  Duration NO_TIMEOUT = Duration.ofNanos(Long.MAX_VALUE);

  /// Delivers one batch, once. Waits for the answer; several threads call it at the same time, all
  /// of them virtual. Ends soon when its thread is interrupted.
  ///
  /// @param timeout for the whole attempt, positive
  /// @throws dev.weir.collector.api.RetryableRefusal when the same batch may be sent again, also
  ///   when it is not known whether it arrived
  /// @throws dev.weir.collector.api.PermanentRefusal when it will never be taken; with
  ///   [dev.weir.collector.api.PermanentRefusal.Reason#TOO_LARGE] smaller pieces are sent
  void send(Batch batch, Duration timeout);

  /// Opens what has to be open before the first batch; need not reach the destination.
  ///
  /// @throws dev.weir.collector.api.StartException when the sender cannot work
  default void start() {}

  /// Lets go of everything. Nothing is sent any more. Safe to call twice, and without [#start].
  default void shutdown() {}
}
