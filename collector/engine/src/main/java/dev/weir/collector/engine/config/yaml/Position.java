package dev.weir.collector.engine.config.yaml;

/// A place in a text.
///
/// @param source the text
/// @param line counted from 1; 0 when the whole text is meant
/// @param column counted from 1
public record Position(Source source, int line, int column) {

  /// A place in no text at all.
  public static final Position UNKNOWN = new Position(new Source("", ""), 0, 0);

  /// `file:line:column`, as far as known.
  @Override
  public String toString() {
    return line == 0 ? source.name() : source.name() + ":" + line + ":" + column;
  }
}
