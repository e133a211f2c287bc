package dev.weir.collector.api;

import org.jspecify.annotations.Nullable;

/// Collects what is wrong with a configuration. Whoever calls it names settings by key; the engine
/// adds path, file, line and column.
public interface Problems {

  /// A value that cannot work.
  ///
  /// @param setting the key, or a path of keys joined by `::`; empty for the section as a whole
  /// @param value what stands there, or null when nothing does
  /// @param expected what would work, such as `0 to 100`
  void add(String setting, @Nullable Object value, String expected);

  /// Something that no single value is to blame for, said in a sentence.
  void add(String setting, String sentence);

  /// Something that works, but will surprise.
  void warn(String setting, String sentence);
}
