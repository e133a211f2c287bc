package dev.weir.collector.helper.matching;

import dev.weir.collector.api.ComponentConfig;

/// How severe a log record has to be.
///
/// @param min the lowest severity number that matches
/// @param matchUndefined whether a record without severity number matches
public record SeverityCondition(int min, boolean matchUndefined) implements ComponentConfig {

  public static SeverityCondition defaults() {
    return new SeverityCondition(0, false);
  }

  boolean matches(int severityNumber) {
    return severityNumber == 0 ? matchUndefined : severityNumber >= min;
  }
}
