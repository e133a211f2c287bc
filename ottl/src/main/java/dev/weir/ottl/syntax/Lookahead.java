package dev.weir.ottl.syntax;

import dev.weir.ottl.syntax.Tokens.Kind;

/// Says what is coming, where the next token alone does not.
record Lookahead(Tokens tokens) {

  /// Whether the parenthesis at a token belongs to arithmetic that is compared: an operator follows
  /// it.
  boolean isValueInParentheses(int at) {
    int close = closing(at);
    return isComparison(close + 1)
        || tokens.is(close + 1, "+")
        || tokens.is(close + 1, "-")
        || tokens.is(close + 1, "*")
        || tokens.is(close + 1, "/");
  }

  /// Whether a comparison or a connective stands in the parenthesis at a token.
  boolean holdsCondition(int at) {
    int close = closing(at);
    for (int i = at; i < close; i++) {
      if (isComparison(i) || tokens.is(i, "and") || tokens.is(i, "or") || tokens.is(i, "not")) {
        return true;
      }
    }
    return false;
  }

  /// Whether a lambda begins at a token: names in parentheses before an arrow.
  boolean isLambda(int at) {
    int i = at + 1;
    while (tokens.kind(i) == Kind.WORD || tokens.kind(i) == Kind.BLANK) {
      i++;
      if (!tokens.is(i, ",")) {
        break;
      }
      i++;
    }
    return tokens.is(i, ")") && tokens.is(i + 1, "=>");
  }

  /// The token that closes the parenthesis at a token, or the last.
  private int closing(int at) {
    int open = 0;
    int last = tokens.count() - 1;
    for (int i = at; i < last; i++) {
      if (tokens.is(i, "(")) {
        open++;
      } else if (tokens.is(i, ")") && --open == 0) {
        return i;
      }
    }
    return last - 1;
  }

  boolean isComparison(int token) {
    return tokens.kind(token) == Kind.SIGN
        && (tokens.is(token, "==")
            || tokens.is(token, "!=")
            || tokens.is(token, "<")
            || tokens.is(token, "<=")
            || tokens.is(token, ">")
            || tokens.is(token, ">="));
  }

  boolean isKeyword(int token) {
    return tokens.is(token, "nil")
        || tokens.is(token, "not")
        || tokens.is(token, "and")
        || tokens.is(token, "or")
        || tokens.is(token, "true")
        || tokens.is(token, "false");
  }
}
