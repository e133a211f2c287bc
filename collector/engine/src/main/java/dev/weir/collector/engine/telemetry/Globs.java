package dev.weir.collector.engine.telemetry;

import dev.weir.collector.engine.config.MetricsConfig.IncludeExclude;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Names with `*` for any characters and `?` for one.
final class Globs {
  private Globs() {}

  static Predicate<String> of(String text) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL).asMatchPredicate();
  }

  /// What is included, everything when nothing is said, and not excluded.
  static Predicate<String> of(@Nullable IncludeExclude choice) {
    if (choice == null) {
      return name -> true;
    }
    Predicate<String> included = anyOf(choice.included());
    Predicate<String> excluded = anyOf(choice.excluded());
    return name -> (choice.included().isEmpty() || included.test(name)) && !excluded.test(name);
  }

  private static Predicate<String> anyOf(List<String> names) {
    List<Predicate<String>> all = names.stream().map(Globs::of).toList();
    return name -> all.stream().anyMatch(each -> each.test(name));
  }
}
