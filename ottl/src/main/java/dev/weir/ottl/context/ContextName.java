package dev.weir.ottl.context;

import java.util.Locale;

/// The kinds of items that statements run on, the innermost first, in the order in which a context
/// is inferred from paths.
public enum ContextName {
  LOG,
  DATAPOINT,
  METRIC,
  SPANEVENT,
  SPAN,
  PROFILE,
  SCOPE,
  RESOURCE;

  /// The prefix of its paths.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
