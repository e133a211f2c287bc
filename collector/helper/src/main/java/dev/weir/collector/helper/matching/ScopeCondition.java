package dev.weir.collector.helper.matching;

import dev.weir.collector.api.ComponentConfig;
import org.jspecify.annotations.Nullable;

/// What an instrumentation scope has to be.
///
/// @param version null for any version; empty only for none
public record ScopeCondition(String name, @Nullable String version) implements ComponentConfig {

  public static ScopeCondition defaults() {
    return new ScopeCondition("", null);
  }
}
