package dev.weir.otlp.json;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The names of an enum's values.
final class EnumNames {
  static final EnumNames NONE = new EnumNames(Map.of());

  private final Map<String, Integer> numbers;

  EnumNames(Map<String, Integer> numbers) {
    this.numbers = numbers;
  }

  /// The number of a name, or null when there is no such name.
  @Nullable Integer numberOf(String name) {
    return numbers.get(name);
  }

  /// A name to show as an example.
  String example() {
    return numbers.keySet().stream().sorted().findFirst().orElse("");
  }
}
