package dev.weir.collector.api;

/// How a component says that it is troubled, and that it no longer is. Repeating a report costs
/// little and changes nothing. Any thread may call it.
public interface StatusReporter {

  void ok();

  /// Troubled, and expected to mend itself: a destination that cannot be reached.
  void recoverableError(String reason);

  /// Will not mend itself.
  void permanentError(String reason);

  /// The collector cannot go on without this component, and ends with an error.
  void fatalError(String reason);

  /// Whether the collector should get no new data for now because of this component; the reason, or
  /// an empty text when it is ready again.
  void notReady(String reason);
}
