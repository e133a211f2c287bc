package dev.weir.otlp.edit;

/// Looks at the metrics of one scope after the other and changes what it wants to. Called by many
/// threads at once if its user edits on many threads.
@FunctionalInterface
public interface ScopeMetricsEditor {
  /// Called for every scope that holds metrics. The scope and its metrics are valid until this
  /// returns.
  void edit(ScopeMetricsEdit scope);
}
