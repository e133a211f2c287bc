package dev.weir.collector.engine.config.migrate;

import dev.weir.collector.engine.config.yaml.YamlValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A configuration that rules bring up to date: values that were read, or a text. Paths are keys
/// and list indexes joined by `::`.
interface Document {

  /// What stands at a path, or null.
  @Nullable YamlValue at(String path);

  /// The keys of the section at a path; none when there is no such section.
  List<String> keys(String path);

  /// Gives an entry another key; its place in the section stays.
  void rename(String path, String key);

  /// Sets a value, written as YAML; sections on the way are made.
  ///
  /// @param origin the path that the value replaces, for messages about it
  void put(String path, String yaml, String origin);

  /// Takes a value to another path.
  void move(String from, String to);

  /// Takes an entry or a list's item out.
  void remove(String path);

  /// Tells the user of a change. Called before it is made.
  void tell(String path, String message, String newForm);

  /// Tells the user of what cannot be brought up to date, and stays as it is.
  void refuse(String path, String message, String expected);

  default boolean has(String path) {
    return at(path) != null;
  }

  /// The text of a single value, or null.
  default @Nullable String text(String path) {
    YamlValue value = at(path);
    if (value instanceof YamlValue.Expanded expanded) {
      return expanded.original();
    }
    return value instanceof YamlValue.Scalar scalar ? scalar.text() : null;
  }

  /// How many items the list at a path has.
  default int size(String path) {
    YamlValue value = at(path);
    return value != null && value.plain() instanceof YamlValue.Sequence list
        ? list.items().size()
        : 0;
  }
}
