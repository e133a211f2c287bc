package dev.weir.query.traceql;

import dev.weir.query.traceql.FieldExpr.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tokens of a query, read one after the other.
final class Tokens {
  private static final int MAX_DEPTH = 100;

  private final String query;
  private final List<Token> all;
  private int at;
  private int depth;

  Tokens(String query, List<Token> all) {
    this.query = query;
    this.all = all;
  }

  String query() {
    return query;
  }

  Token peek() {
    return all.get(at);
  }

  Token peekSecond() {
    return all.get(Math.min(at + 1, all.size() - 1));
  }

  Token next() {
    Token token = all.get(at);
    if (at < all.size() - 1) {
      at++;
    }
    return token;
  }

  /// The token that was read last.
  Token last() {
    return all.get(Math.max(0, at - 1));
  }

  int position() {
    return at;
  }

  void back(int position) {
    at = position;
  }

  boolean take(String symbol) {
    if (!peek().is(symbol)) {
      return false;
    }
    next();
    return true;
  }

  Token expect(String symbol) {
    Token token = peek();
    if (!token.is(symbol)) {
      throw error(token, "unexpected " + token.describe() + " (expected: " + symbol + ")");
    }
    return next();
  }

  void expectEnd() {
    if (peek().kind() != Token.Kind.END) {
      throw error(peek(), "unexpected " + peek().describe() + " (expected: the end)");
    }
  }

  /// The place from a token to the one that was read last.
  Place since(Token first) {
    return new Place(first.offset(), Math.max(1, last().end() - first.offset()));
  }

  /// Goes one level deeper; queries that nest too deeply are refused.
  void enter() {
    if (++depth > MAX_DEPTH) {
      throw error(peek(), "nested more than " + MAX_DEPTH + " deep");
    }
  }

  void leave() {
    depth--;
  }

  TraceQlException error(Token token, String message) {
    return error(token, message, null);
  }

  TraceQlException error(Token token, String message, @Nullable String suggestion) {
    return new TraceQlException(query, token.offset(), token.length(), message, suggestion);
  }

  TraceQlException error(Place place, String message) {
    return new TraceQlException(query, place.offset(), place.length(), message, null);
  }
}
