package dev.weir.collector.exporters.debug;

import java.util.List;

/// Where the text goes. Any thread may call it.
interface Output {

  /// A name and how much there is of what.
  void summary(String name, List<Count> counts);

  /// Lines, each with its end.
  void text(String lines);

  default void close() {}

  /// How much there is of something, such as 5 `spans`.
  record Count(String what, long amount) {}
}
