package dev.weir.collector.helper.tally;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Problems;
import dev.weir.collector.helper.values.ConfiguredValue;
import org.jspecify.annotations.Nullable;

/// An attribute to split by, as the user writes it.
///
/// @param defaultValue for items without the attribute; without it those are left out
public record DimensionConfig(String key, @Nullable Object defaultValue)
    implements ComponentConfig {

  public static DimensionConfig defaults() {
    return new DimensionConfig("", null);
  }

  @Override
  public void validate(Problems problems) {
    if (key.isEmpty()) {
      problems.add("key", "attribute key missing");
    }
    try {
      ConfiguredValue.of(defaultValue);
    } catch (IllegalArgumentException e) {
      problems.add("default_value", String.valueOf(e.getMessage()));
    }
  }

  /// The same, ready for use. An empty text as the default value is none.
  public Dimension dimension() {
    boolean hasDefault = defaultValue != null && !defaultValue.equals("");
    return new Dimension(key.getBytes(UTF_8), hasDefault ? ConfiguredValue.of(defaultValue) : null);
  }
}
