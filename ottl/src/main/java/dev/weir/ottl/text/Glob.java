package dev.weir.ottl.text;

/// A pattern for a whole text: `*` is any text, `?` any character, `[abc]`, `[a-z]` and `[!a]` one
/// character of a set or outside it, `{a,b}` one of several patterns, and `\` takes the meaning
/// from what follows.
public final class Glob {
  private final String pattern;
  private int at;
  private final StringBuilder regex = new StringBuilder("(?s)\\A(?:");

  private Glob(String pattern) {
    this.pattern = pattern;
  }

  /// The regular expression that matches what the pattern does.
  ///
  /// @throws IllegalArgumentException that says what is wrong with the pattern
  public static Regex regex(String pattern) {
    Glob glob = new Glob(pattern);
    glob.translate();
    return Regex.of(glob.regex.append(")\\z").toString());
  }

  private void translate() {
    int depth = 0;
    while (at < pattern.length()) {
      char next = pattern.charAt(at++);
      switch (next) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        case '[' -> set();
        case '\\' -> literal(escaped());
        case '{' -> {
          depth++;
          regex.append("(?:");
        }
        case '}' -> {
          depth = depth > 0 ? depth - 1 : unexpected(next);
          regex.append(')');
        }
        case ',' -> regex.append(depth > 0 ? "|" : ",");
        default -> literal(next);
      }
    }
    if (depth > 0) {
      throw new IllegalArgumentException("glob \"" + pattern + "\" has a { without }");
    }
  }

  private void set() {
    int end = pattern.indexOf(']', at + (pattern.startsWith("!", at) ? 2 : 1));
    if (end < 0) {
      throw new IllegalArgumentException("glob \"" + pattern + "\" has a [ without ]");
    }
    regex.append('[');
    if (pattern.charAt(at) == '!') {
      regex.append('^');
      at++;
    }
    while (at < end) {
      char next = pattern.charAt(at++);
      if (next == '-') {
        regex.append('-');
      } else {
        literal(next == '\\' && at < end ? pattern.charAt(at++) : next);
      }
    }
    regex.append(']');
    at++;
  }

  private char escaped() {
    if (at == pattern.length()) {
      throw new IllegalArgumentException("glob \"" + pattern + "\" ends with \\");
    }
    return pattern.charAt(at++);
  }

  private void literal(char next) {
    if (next < 128 && !Character.isLetterOrDigit(next)) {
      regex.append('\\');
    }
    regex.append(next);
  }

  private int unexpected(char next) {
    throw new IllegalArgumentException("glob \"" + pattern + "\" has a " + next + " without {");
  }
}
