package dev.weir.collector.api;

import java.util.Locale;

/// How far a component can be relied on, in the Collector's terms.
public enum Stability {
  DEVELOPMENT,
  ALPHA,
  BETA,
  STABLE,
  DEPRECATED;

  /// As the Collector prints it: `Stable`.
  public String label() {
    return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
  }
}
