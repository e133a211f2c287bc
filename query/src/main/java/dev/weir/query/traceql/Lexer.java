package dev.weir.query.traceql;

import dev.weir.query.traceql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/// Cuts a query into tokens.
final class Lexer {
  /// Longest first.
  private static final List<String> SYMBOLS =
      List.of(
          "&>>", "&<<", "!>>", "!<<", "&&", "||", "&>", "&<", "&~", "!>", "!<", "!~", "!=", "=~",
          ">=", "<=", ">>", "<<", "=", ">", "<", "~", "!", "+", "-", "*", "/", "%", "^", "|", "(",
          ")", "{", "}", ",");

  private static final int MAX_LENGTH = 100_000;
  private static final int MAX_TOKENS = 4000;

  private final String query;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(String query) {
    this.query = query;
  }

  /// All tokens, an END last.
  static List<Token> tokens(String query) {
    if (query.length() > MAX_LENGTH) {
      throw new TraceQlException(
          query.substring(0, 100), 0, 1, "the query is longer than " + MAX_LENGTH, null);
    }
    return new Lexer(query).run();
  }

  private List<Token> run() {
    while (true) {
      skipSpace();
      if (at == query.length()) {
        tokens.add(new Token(Kind.END, "", at, 0));
        return tokens;
      }
      next();
      if (tokens.size() > MAX_TOKENS) {
        throw error(at, 1, "the query has more than " + MAX_TOKENS + " words");
      }
    }
  }

  private void skipSpace() {
    while (at < query.length()) {
      if (Character.isWhitespace(query.charAt(at))) {
        at++;
      } else if (query.startsWith("//", at)) {
        int end = query.indexOf('\n', at);
        at = end < 0 ? query.length() : end;
      } else {
        return;
      }
    }
  }

  private void next() {
    char c = query.charAt(at);
    if (isDigit(c) || (c == '.' && isDigitAt(at + 1))) {
      number();
    } else if (c == '"' || c == '`') {
      string(c);
    } else if (Character.isLetter(c) || c == '_' || c == '.') {
      name();
    } else {
      symbol();
    }
  }

  private void symbol() {
    for (String symbol : SYMBOLS) {
      if (query.startsWith(symbol, at)) {
        tokens.add(new Token(Kind.SYMBOL, symbol, at, symbol.length()));
        at += symbol.length();
        return;
      }
    }
    int codePoint = query.codePointAt(at);
    throw error(at, Character.charCount(codePoint), "unexpected " + Character.toString(codePoint));
  }

  /// A keyword ends where letters end; the name of an attribute may hold nearly everything.
  private void name() {
    int begin = at;
    StringBuilder text = new StringBuilder();
    boolean isAttribute = query.charAt(at) == '.';
    while (at < query.length()) {
      char c = query.charAt(at);
      if (c == '"' && isAttribute) {
        text.append(quoted('"', at));
      } else if (isAttribute ? isAttributeChar(c) : isNameChar(c)) {
        isAttribute |= c == '.' && isScope(text);
        text.append(c);
        at++;
      } else {
        break;
      }
    }
    tokens.add(new Token(Kind.NAME, text.toString(), begin, at - begin));
  }

  private static boolean isScope(CharSequence text) {
    String name = text.toString();
    return name.equals("parent") || Fields.scope(name) != null;
  }

  private static boolean isNameChar(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == ':' || c == '.';
  }

  private static boolean isAttributeChar(char c) {
    return !Character.isWhitespace(c) && "{}()=~!<>&|^,\"`".indexOf(c) < 0;
  }

  private void number() {
    int begin = at;
    boolean isReal = false;
    while (at < query.length() && (isDigit(query.charAt(at)) || query.charAt(at) == '.')) {
      isReal |= query.charAt(at++) == '.';
    }
    if (isExponent()) {
      at += query.charAt(at + 1) == '-' || query.charAt(at + 1) == '+' ? 2 : 1;
      while (at < query.length() && isDigit(query.charAt(at))) {
        at++;
      }
      isReal = true;
    }
    int digits = at;
    while (at < query.length()
        && (Character.isLetterOrDigit(query.charAt(at)) || query.charAt(at) == '.')) {
      at++;
    }
    String text = query.substring(begin, at);
    Kind kind = at > digits ? Kind.DURATION : isReal ? Kind.REAL : Kind.INT;
    if (kind == Kind.DURATION && Durations.parse(text) == null) {
      throw error(begin, at - begin, "\"" + text + "\" is no number and no duration such as 1m30s");
    }
    tokens.add(new Token(kind, text, begin, at - begin));
  }

  private boolean isExponent() {
    if (at + 1 >= query.length() || (query.charAt(at) != 'e' && query.charAt(at) != 'E')) {
      return false;
    }
    char next = query.charAt(at + 1);
    return isDigit(next) || ((next == '-' || next == '+') && isDigitAt(at + 2));
  }

  private void string(char quote) {
    int begin = at;
    String text = quoted(quote, begin);
    tokens.add(new Token(Kind.STRING, text, begin, at - begin));
  }

  /// The content of the quotes that begin here; moves on behind them.
  private String quoted(char quote, int begin) {
    StringBuilder text = new StringBuilder();
    at++;
    while (at < query.length() && query.charAt(at) != quote) {
      char c = query.charAt(at++);
      if (c == '\\' && quote == '"') {
        escape(text);
      } else {
        text.append(c);
      }
    }
    if (at == query.length()) {
      throw error(begin, at - begin, "the text does not end; a " + quote + " is missing");
    }
    at++;
    return text.toString();
  }

  private void escape(StringBuilder text) {
    char c = at < query.length() ? query.charAt(at++) : ' ';
    switch (c) {
      case 'n' -> text.append('\n');
      case 't' -> text.append('\t');
      case 'r' -> text.append('\r');
      case '"', '\\', '\'' -> text.append(c);
      case 'x' -> hex(text, 2);
      case 'u' -> hex(text, 4);
      default ->
          throw error(
              at - 2,
              2,
              "unknown escape \\" + c + " (expected: \\\\ \\\" \\n \\t \\r \\xFF \\uFFFF)");
    }
  }

  private void hex(StringBuilder text, int digits) {
    int code = 0;
    for (int i = 0; i < digits; i++) {
      int digit = at < query.length() ? Character.digit(query.charAt(at), 16) : -1;
      if (digit < 0) {
        throw error(at - i - 2, i + 2, "the escape wants " + digits + " hexadecimal digits");
      }
      code = code * 16 + digit;
      at++;
    }
    text.append((char) code);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private boolean isDigitAt(int place) {
    return place < query.length() && isDigit(query.charAt(place));
  }

  private TraceQlException error(int offset, int length, String message) {
    return new TraceQlException(query, offset, length, message, null);
  }
}
