package dev.weir.store.query;

/// Where an attribute stands.
public enum Scope {
  /// The item's own attribute, or else that of its resource: an attribute named without a scope.
  ANY,
  RESOURCE,
  INSTRUMENTATION,
  /// Of spans.
  SPAN,
  /// Of the events of a span: many values, see [Expr].
  EVENT,
  /// Of the links of a span: many values, see [Expr].
  LINK,
  /// Of log records.
  LOG,
  /// Of metric points.
  POINT
}
