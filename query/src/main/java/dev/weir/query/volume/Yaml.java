package dev.weir.query.volume;

/// Texts in YAML, for configurations that are pasted.
public final class Yaml {
  private Yaml() {}

  /// A text as a scalar. Dollar signs are doubled, since configurations expand them.
  public static String text(String text) {
    String escaped = text.replace("$", "$$");
    return escaped.chars().noneMatch(Yaml::isSpecial)
        ? "'" + escaped.replace("'", "''") + "'"
        : quoted(escaped);
  }

  /// Control characters and other ends of lines.
  private static boolean isSpecial(int c) {
    return c < ' ' || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 || c == 0xfeff;
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (isSpecial(c)) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
