package dev.weir.ottl;

/// What to do when a statement or condition fails on an item.
public enum ErrorMode {
  /// Report it, and go on with the next statement.
  IGNORE,
  /// Go on with the next statement.
  SILENT,
  /// Refuse the request.
  PROPAGATE
}
