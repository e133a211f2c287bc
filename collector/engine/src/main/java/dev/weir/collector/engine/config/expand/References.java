package dev.weir.collector.engine.config.expand;

import org.jspecify.annotations.Nullable;

/// Finds `${...}` in texts.
final class References {

  private References() {}

  static boolean mayHave(String text) {
    return text.contains("${") && text.indexOf('}') >= 0;
  }

  /// The next reference to expand, innermost first, with its `${` and `}`; null when there is none.
  /// As in the Go Collector, nothing is expanded any more once the next reference is escaped by an
  /// odd number of `$` before it.
  static @Nullable String next(String text) {
    int from = 0;
    while (true) {
      int close = text.indexOf('}', from);
      if (close < 0) {
        return null;
      }
      int open = text.lastIndexOf("${", close);
      if (open >= from) {
        return escaped(text, open, from) ? null : text.substring(open, close + 1);
      }
      from = close + 1;
    }
  }

  /// Whether an escaped reference keeps others behind it from being expanded.
  static boolean hidden(String text) {
    int close = text.indexOf('}');
    while (close >= 0) {
      int open = text.lastIndexOf("${", close);
      if (open >= 0 && !escaped(text, open, 0)) {
        return true;
      }
      close = text.indexOf('}', close + 1);
    }
    return false;
  }

  private static boolean escaped(String text, int open, int from) {
    int count = 0;
    for (int i = open - 1; i >= from && text.charAt(i) == '$'; i--) {
      count++;
    }
    return count % 2 == 1;
  }

  /// The text with `$$` made `$`.
  static String unescape(String text) {
    return text.contains("$$") ? text.replace("$$", "$") : text;
  }
}
