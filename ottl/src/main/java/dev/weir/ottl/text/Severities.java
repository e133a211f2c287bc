package dev.weir.ottl.text;

import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.value.MapValue;
import dev.weir.ottl.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which values stand for which level, as the mapping of `ParseSeverity` says.
public final class Severities {
  /// Strings, and ints from `min` to `max`, that stand for a level.
  private record Rule(String level, List<?> texts, long min, long max) {}

  private final List<Rule> rules;

  private Severities(List<Rule> rules) {
    this.rules = rules;
  }

  /// The levels of a mapping.
  ///
  /// @throws IllegalArgumentException that says what is wrong with the mapping
  public static Severities of(MapValue mapping) {
    List<Rule> rules = new ArrayList<>();
    for (Map.Entry<String, @Nullable Object> level : mapping.toMap().entrySet()) {
      if (!(level.getValue() instanceof List<?> conditions)) {
        throw refused(level.getKey(), "a list of conditions");
      }
      for (Object condition : conditions) {
        rules.add(rule(level.getKey(), condition));
      }
    }
    return new Severities(rules);
  }

  /// The level that a value stands for, or null.
  public @Nullable String find(@Nullable Object value) {
    if (!(value instanceof String || value instanceof Long)) {
      throw new EvaluationException(
          "severity of type " + Values.typeName(value) + " (expected: string or int)");
    }
    for (Rule rule : rules) {
      boolean inRange = value instanceof Long number && number >= rule.min && number <= rule.max;
      if (inRange || rule.texts.contains(value)) {
        return rule.level;
      }
    }
    return null;
  }

  private static Rule rule(String level, @Nullable Object condition) {
    if (!(condition instanceof MapValue map)) {
      throw refused(level, "{\"equals\": [...]} or {\"range\": ...}");
    }
    Object equals = map.get("equals");
    if (equals != null
        && !(equals instanceof List<?> list && list.stream().allMatch(String.class::isInstance))) {
      throw refused(level, "equals with a list of strings");
    }
    List<?> texts = equals instanceof List<?> list ? list : List.of();
    return switch (map.get("range")) {
      case null -> new Rule(level, texts, 1, 0);
      case MapValue range
          when range.get("min") instanceof Long min && range.get("max") instanceof Long max ->
          new Rule(level, texts, min, max);
      case String name when name.matches("[2-5]xx") -> {
        long hundreds = (name.charAt(0) - '0') * 100L;
        yield new Rule(level, texts, hundreds, hundreds + 99);
      }
      default -> throw refused(level, "range with int min and max, or 2xx, 3xx, 4xx, 5xx");
    };
  }

  private static IllegalArgumentException refused(String level, String expected) {
    return new IllegalArgumentException(
        "severity mapping of \"" + level + "\" (expected: " + expected + ")");
  }
}
