package dev.weir.collector.exporters.debug;

import java.util.Locale;

/// A text of lines.
final class Lines {
  private final StringBuilder text = new StringBuilder();

  /// Adds a line that is made of `parts`.
  Lines line(Object... parts) {
    for (Object part : parts) {
      text.append(part);
    }
    text.append('\n');
    return this;
  }

  /// Adds a line of a name, filled up to a column, and a value.
  Lines column(String name, Object value) {
    return line(String.format(Locale.ROOT, "    %-15s: ", name), value);
  }

  /// Adds to the line that is being written.
  Lines add(Object part) {
    text.append(part);
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
