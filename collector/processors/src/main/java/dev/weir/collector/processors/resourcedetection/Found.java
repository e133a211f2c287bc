package dev.weir.collector.processors.resourcedetection;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/// Attributes that a detector finds, of those that are wanted.
final class Found {
  private final Predicate<String> wanted;
  private final Map<String, Object> attributes = new LinkedHashMap<>();

  Found(Predicate<String> wanted) {
    this.wanted = wanted;
  }

  boolean wants(String attribute) {
    return wanted.test(attribute);
  }

  /// Adds a value unless it is empty or not wanted.
  Found put(String attribute, Object value) {
    if (wanted.test(attribute) && !value.equals("")) {
      attributes.put(attribute, value);
    }
    return this;
  }

  /// Adds a value whatever is wanted.
  Found always(String attribute, String value) {
    attributes.put(attribute, value);
    return this;
  }

  Map<String, Object> attributes() {
    return attributes;
  }
}
