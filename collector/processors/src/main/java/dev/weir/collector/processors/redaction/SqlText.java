package dev.weir.collector.processors.redaction;

import java.util.regex.Pattern;

/// Replaces by `?` what stands for a value in SQL: strings, numbers, `true`, `false`, `null`,
/// parameters and dollar-quoted texts, and numbers within names. Comments, names in quotes and
/// white space stay. The text between two `$func$` is SQL again.
final class SqlText {
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");

  private final String text;
  private final StringBuilder out;
  private int at;

  private SqlText(String text) {
    this.text = text;
    this.out = new StringBuilder(text.length());
  }

  static String sanitize(String text) {
    SqlText sql = new SqlText(text);
    while (sql.at < text.length()) {
      sql.token();
    }
    return sql.out.toString().strip();
  }

  private void token() {
    char c = text.charAt(at);
    if (isSign()) {
      at++;
    } else if (c == '\'') {
      skipQuoted('\'');
      out.append('?');
    } else if (c == '"' || c == '`') {
      int from = at;
      skipQuoted(c);
      out.append(text, from, at);
    } else if (startsWith("--") || (c == '#' && isLineStart())) {
      copyTo(lineEnd());
    } else if (startsWith("/*")) {
      int end = text.indexOf("*/", at + 2);
      copyTo(end < 0 ? text.length() : end + 2);
    } else if (c == '$') {
      dollar();
    } else if (isDigit(c) || (c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1)))) {
      number();
    } else if (isNamePart(c)) {
      name();
    } else {
      out.append(c);
      at++;
    }
  }

  /// Whether a sign belongs to the number behind it.
  private boolean isSign() {
    char c = text.charAt(at);
    if ((c != '-' && c != '+') || at + 1 == text.length() || !isDigit(text.charAt(at + 1))) {
      return false;
    }
    int before = at - 1;
    while (before >= 0 && text.charAt(before) == ' ') {
      before--;
    }
    return before < 0 || "(,=<>+-*/".indexOf(text.charAt(before)) >= 0;
  }

  /// `$1` is a parameter, `$tag$ … $tag$` a string.
  private void dollar() {
    int tagEnd = at + 1;
    while (tagEnd < text.length() && isNamePart(text.charAt(tagEnd))) {
      tagEnd++;
    }
    boolean quotes = tagEnd < text.length() && text.charAt(tagEnd) == '$';
    if (!quotes) {
      out.append('?');
      at = tagEnd;
      return;
    }
    String tag = text.substring(at, tagEnd + 1);
    int end = text.indexOf(tag, tagEnd + 1);
    int inner = end < 0 ? text.length() : end;
    if (tag.equals("$func$")) {
      out.append(tag).append(sanitize(text.substring(tagEnd + 1, inner))).append(tag);
    } else {
      out.append('?');
    }
    at = Math.min(inner + tag.length(), text.length());
  }

  private void number() {
    while (at < text.length() && isNumberPart()) {
      at++;
    }
    out.append('?');
  }

  private boolean isNumberPart() {
    char c = text.charAt(at);
    boolean exponentSign =
        (c == '-' || c == '+') && Character.toLowerCase(text.charAt(at - 1)) == 'e';
    return isNamePart(c) || c == '.' || exponentSign;
  }

  /// A word, with every number in it replaced. A letter before a string, as in `N'x'`, stays.
  private void name() {
    int from = at;
    while (at < text.length() && isNamePart(text.charAt(at))) {
      at++;
    }
    String word = text.substring(from, at);
    out.append(isConstant(word) ? "?" : DIGITS.matcher(word).replaceAll("?"));
  }

  private static boolean isConstant(String word) {
    return word.equalsIgnoreCase("null")
        || word.equalsIgnoreCase("true")
        || word.equalsIgnoreCase("false");
  }

  /// Skips to behind the closing quote, which a backslash before it does not let it be.
  private void skipQuoted(char quote) {
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == quote) {
        at++;
        return;
      }
      if (c == '\\' && quote == '\'') {
        at++;
      }
    }
    at = text.length();
  }

  private boolean startsWith(String token) {
    return text.startsWith(token, at);
  }

  private boolean isLineStart() {
    return at == 0 || text.charAt(at - 1) == '\n';
  }

  private int lineEnd() {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  private void copyTo(int end) {
    out.append(text, at, end);
    at = end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
