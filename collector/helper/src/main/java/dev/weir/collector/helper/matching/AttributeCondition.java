package dev.weir.collector.helper.matching;

import dev.weir.collector.api.ComponentConfig;
import org.jspecify.annotations.Nullable;

/// An attribute that has to be there.
///
/// @param value what it has to be; null for any value. With `regexp` a string, which the value as a
///   text has to match; with `strict` equal in kind and value
public record AttributeCondition(String key, @Nullable Object value) implements ComponentConfig {

  public static AttributeCondition defaults() {
    return new AttributeCondition("", null);
  }
}
