package dev.weir.collector.helper.matching;

/// How texts are compared.
public enum MatchType {
  /// A regular expression in RE2's syntax, found anywhere in the text.
  REGEXP,
  /// Equal.
  STRICT
}
