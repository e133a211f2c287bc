package dev.weir.ottl.text;

import java.util.HashMap;
import java.util.Map;

/// Gives groups names that RE2 takes, and remembers those that they had.
final class GroupNames {
  private final Map<String, String> originals = new HashMap<>();

  /// The expression with other names where a name has characters besides letters, digits and
  /// underscores.
  String replace(String expression) {
    StringBuilder out = new StringBuilder(expression.length());
    int at = 0;
    while (at < expression.length()) {
      char next = expression.charAt(at);
      int name = nameStart(expression, at);
      int end = name < 0 ? -1 : expression.indexOf('>', name);
      if (next == '\\' && at + 1 < expression.length()) {
        out.append(expression, at, at + 2);
        at += 2;
      } else if (end > name) {
        out.append("(?P<").append(plain(expression.substring(name, end))).append('>');
        at = end + 1;
      } else {
        out.append(next);
        at++;
      }
    }
    return out.toString();
  }

  /// A name that RE2 takes for this one.
  String plain(String name) {
    if (name.matches("[A-Za-z0-9_]+")) {
      return name;
    }
    String plain = "group_" + originals.size() + "_" + name.replaceAll("[^A-Za-z0-9_]", "_");
    originals.put(plain, name);
    return plain;
  }

  String original(String plain) {
    return originals.getOrDefault(plain, plain);
  }

  private static int nameStart(String expression, int at) {
    if (expression.startsWith("(?P<", at)) {
      return at + 4;
    }
    boolean lookbehind = expression.startsWith("(?<=", at) || expression.startsWith("(?<!", at);
    return expression.startsWith("(?<", at) && !lookbehind ? at + 3 : -1;
  }
}
