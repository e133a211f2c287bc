package dev.weir.collector.connectors.signaltometrics;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Problems;
import dev.weir.collector.helper.values.ConfiguredValue;
import dev.weir.otlp.common.EncodedValue;
import org.jspecify.annotations.Nullable;

/// An attribute of a metric, as the user writes it.
///
/// @param key its name
/// @param keysExpression instead of it, an expression that gives a list of names
/// @param optional whether items without it count
/// @param defaultValue what items without it have instead
public record AttributeConfig(
    String key, String keysExpression, boolean optional, @Nullable Object defaultValue)
    implements ComponentConfig {

  public static AttributeConfig defaults() {
    return new AttributeConfig("", "", false, null);
  }

  @Override
  public void validate(Problems problems) {
    if (key.isEmpty() == keysExpression.isBlank()) {
      problems.add("", "exactly one of key or keys_expression must be set");
    }
    if (optional && defaultValue != null) {
      problems.add("", "only one of default_value or optional should be set");
    }
    try {
      ConfiguredValue.of(defaultValue);
    } catch (IllegalArgumentException e) {
      problems.add("default_value", String.valueOf(e.getMessage()));
    }
  }

  /// What items without it have instead, encoded; null if they have nothing.
  ///
  /// @throws IllegalArgumentException when OTLP has no such value
  @Nullable EncodedValue encodedDefault() {
    return defaultValue == null ? null : ConfiguredValue.of(defaultValue);
  }
}
