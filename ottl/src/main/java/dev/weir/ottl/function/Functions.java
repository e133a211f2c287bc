package dev.weir.ottl.function;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A set of functions by name.
public final class Functions {
  private final Map<String, OttlFunction> byName;

  private Functions(Map<String, OttlFunction> byName) {
    this.byName = byName;
  }

  /// These functions.
  ///
  /// @throws IllegalArgumentException if two have the same name
  public static Functions of(OttlFunction... functions) {
    Map<String, OttlFunction> byName = new LinkedHashMap<>();
    for (OttlFunction function : functions) {
      if (byName.put(function.signature().name(), function) != null) {
        throw new IllegalArgumentException("two functions named " + function.signature().name());
      }
    }
    return new Functions(byName);
  }

  /// These functions and those; where both have a name, the other's counts.
  public Functions and(Functions other) {
    Map<String, OttlFunction> both = new LinkedHashMap<>(byName);
    both.putAll(other.byName);
    return new Functions(both);
  }

  /// The function of this name, or null.
  public @Nullable OttlFunction find(String name) {
    return byName.get(name);
  }

  /// All names.
  public Collection<String> names() {
    return byName.keySet();
  }

  /// All functions, in the order in which they were given.
  public List<OttlFunction> all() {
    return List.copyOf(byName.values());
  }
}
