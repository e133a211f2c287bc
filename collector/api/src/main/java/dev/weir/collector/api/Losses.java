package dev.weir.collector.api;

import dev.weir.otlp.Signal;

/// Counts items that end here without being delivered, so that none disappears unseen:
/// `otelcol_dropped_items{component, reason}`, a rate-limited line in the log, and the summary at
/// shutdown. Any thread may call it.
public interface Losses {

  /// Items that were accepted and could not be delivered.
  ///
  /// @param reason why, in lower snake case: `rejected`, `retries_exhausted`, `shutdown`
  /// @param detail a sentence for the log, such as the destination's answer
  void lost(Signal signal, long items, String reason, String detail);

  /// Items that a rule of the configuration drops: counted under the same name, not logged, not in
  /// the summary at shutdown.
  void dropped(Signal signal, long items, String reason);
}
