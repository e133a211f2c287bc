package dev.weir.collector.helper.ottl;

import dev.weir.collector.api.Problems;
import org.jspecify.annotations.Nullable;

/// Problems of settings that were validated before, of which there are none.
public final class Silent implements Problems {
  @Override
  public void add(String setting, @Nullable Object value, String expected) {
    throw new IllegalStateException(setting + ": " + value + " (expected: " + expected + ")");
  }

  @Override
  public void add(String setting, String sentence) {
    throw new IllegalStateException(setting + ": " + sentence);
  }

  @Override
  public void warn(String setting, String sentence) {
    // was said before
  }
}
