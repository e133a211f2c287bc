package dev.weir.collector.api;

import java.time.Instant;

/// What a component last said of itself.
///
/// @param level how well it does
/// @param reason a sentence for the user; empty when all is well
/// @param since when it said so first
public record Status(Level level, String reason, Instant since) {

  /// In the Collector's terms, from well to worst.
  public enum Level {
    STARTING,
    OK,
    /// Troubled, and expected to mend itself.
    RECOVERABLE_ERROR,
    /// Will not mend itself; the rest goes on.
    PERMANENT_ERROR,
    /// The collector ends.
    FATAL_ERROR,
    STOPPING,
    STOPPED
  }
}
