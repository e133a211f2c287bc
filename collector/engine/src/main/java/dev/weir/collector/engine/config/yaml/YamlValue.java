package dev.weir.collector.engine.config.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A value of a YAML document, and where it stands. Never changes.
public sealed interface YamlValue {

  Position position();

  /// A single value.
  ///
  /// @param value null, [Boolean], [Long], [java.math.BigInteger] when it does not fit a long,
  ///   [Double], [String], or [YamlTimestamp]
  /// @param text as it was written, without quotes
  record Scalar(@Nullable Object value, String text, Position position) implements YamlValue {}

  /// A list.
  record Sequence(List<YamlValue> items, Position position) implements YamlValue {}

  /// Keys and their values, in the order of the text.
  record Mapping(Map<String, Entry> entries, Position position) implements YamlValue {

    public static Mapping empty(Position position) {
      return new Mapping(Map.of(), position);
    }

    /// What stands at a key, or null.
    public @Nullable YamlValue get(String key) {
      Entry entry = entries.get(key);
      return entry == null ? null : entry.value();
    }

    /// The same with one entry more or exchanged.
    public Mapping with(String key, Entry entry) {
      var copy = new LinkedHashMap<>(entries);
      copy.put(key, entry);
      return new Mapping(copy, position);
    }

    /// The same without a key.
    public Mapping without(String key) {
      var copy = new LinkedHashMap<>(entries);
      copy.remove(key);
      return new Mapping(copy, position);
    }
  }

  /// A key's place and its value.
  record Entry(Position key, YamlValue value) {}

  /// A value that took the place of `${...}`. Where a text is wanted, it is the original.
  record Expanded(YamlValue value, String original, Position position) implements YamlValue {}

  /// The value itself, when it was expanded.
  default YamlValue plain() {
    return this instanceof Expanded expanded ? expanded.value() : this;
  }

  /// Whether it is `null`, or nothing at all.
  default boolean isNull() {
    return plain() instanceof Scalar scalar && scalar.value() == null;
  }

  /// What it is, for messages.
  default String describe() {
    return switch (plain()) {
      case Scalar scalar when scalar.value() == null -> "nothing";
      case Scalar scalar when scalar.value() instanceof String -> '"' + scalar.text() + '"';
      case Scalar scalar -> scalar.text();
      case Sequence sequence -> "a list";
      case Mapping mapping -> "a section";
      case Expanded expanded -> expanded.value().describe();
    };
  }
}
