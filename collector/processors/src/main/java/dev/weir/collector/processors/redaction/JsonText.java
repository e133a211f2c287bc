package dev.weir.collector.processors.redaction;

/// Replaces every string, number, boolean and null in a JSON text by `"?"`; keys stay, white space
/// goes. Other texts are not touched.
final class JsonText {
  private static final int MAX_DEPTH = 200;

  private final String text;
  private final StringBuilder out;
  private int at;

  private JsonText(String text) {
    this.text = text;
    this.out = new StringBuilder(text.length());
  }

  static String sanitize(String text) {
    JsonText json = new JsonText(text);
    boolean valid = json.value(0);
    json.skipSpace();
    return valid && json.at == text.length() ? json.out.toString() : text;
  }

  private boolean value(int depth) {
    skipSpace();
    if (at == text.length() || depth > MAX_DEPTH) {
      return false;
    }
    return switch (text.charAt(at)) {
      case '{' -> members('}', depth, true);
      case '[' -> members(']', depth, false);
      default -> {
        out.append("\"?\"");
        yield scalar();
      }
    };
  }

  private boolean members(char end, int depth, boolean keyed) {
    out.append(text.charAt(at++));
    skipSpace();
    if (take(end)) {
      return true;
    }
    do {
      if ((keyed && !key()) || !value(depth + 1)) {
        return false;
      }
      skipSpace();
    } while (take(','));
    return take(end);
  }

  private boolean key() {
    skipSpace();
    int from = at;
    if (at == text.length() || text.charAt(at) != '"' || !string()) {
      return false;
    }
    out.append(text, from, at);
    skipSpace();
    return take(':');
  }

  private boolean scalar() {
    if (text.charAt(at) == '"') {
      return string();
    }
    int from = at;
    while (at < text.length() && isWordPart(text.charAt(at))) {
      at++;
    }
    String word = text.substring(from, at);
    return word.equals("true")
        || word.equals("false")
        || word.equals("null")
        || word.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '+' || c == '-' || c == '.';
  }

  private boolean string() {
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return true;
      }
      if (c == '\\') {
        at++;
      } else if (c < ' ') {
        return false;
      }
    }
    return false;
  }

  private boolean take(char wanted) {
    if (at == text.length() || text.charAt(at) != wanted) {
      return false;
    }
    out.append(wanted);
    at++;
    return true;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }
}
