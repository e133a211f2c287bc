package dev.weir.collector.engine.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The variables that `${env:NAME}` reads.
@FunctionalInterface
public interface Environment {

  /// The variable's value, or null when it is not set.
  @Nullable String variable(String name);

  /// The variables of this process.
  static Environment system() {
    return System::getenv;
  }

  /// The variables given, and no others.
  static Environment of(Map<String, String> variables) {
    return variables::get;
  }
}
