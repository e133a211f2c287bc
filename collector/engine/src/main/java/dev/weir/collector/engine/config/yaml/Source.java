package dev.weir.collector.engine.config.yaml;

/// A text that configuration was read from.
///
/// @param name what to call it in a message: a file's path, `env:NAME`, `--set`
/// @param text the whole text; empty when there is none to show
public record Source(String name, String text) {

  /// The line of that number, counted from 1; empty when there is none.
  public String line(int number) {
    int start = 0;
    for (int line = 1; line < number; line++) {
      start = text.indexOf('\n', start) + 1;
      if (start == 0) {
        return "";
      }
    }
    int end = text.indexOf('\n', start);
    return (end < 0 ? text.substring(start) : text.substring(start, end)).stripTrailing();
  }
}
