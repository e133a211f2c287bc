package dev.weir.query.traceql;

import dev.weir.query.traceql.Query.SpansetExpr;
import dev.weir.query.traceql.Query.Stage;
import java.util.List;
import java.util.Set;

/// Reads queries.
public final class TraceQl {
  private static final Set<String> STARTS =
      Set.of("by", "select", "coalesce", "count", "min", "max", "avg", "sum");
  private static final Query EVERYTHING =
      new Query("{}", List.of(new Stage.Spans(new SpansetExpr.Filter(null))), null, List.of());

  private TraceQl() {}

  /// Reads a query. An empty one is `{}`; one without braces is the inside of braces.
  ///
  /// @throws TraceQlException if it is wrong
  public static Query parse(String text) {
    List<Token> tokens = Lexer.tokens(text);
    if (tokens.getFirst().kind() == Token.Kind.END) {
      return EVERYTHING;
    }
    return isCondition(tokens)
        ? new PipelineParser(text, tokens).condition()
        : new PipelineParser(text, tokens).query();
  }

  /// Reads a list of fields, as in `by(…)`, without parentheses.
  ///
  /// @throws TraceQlException if it is wrong
  public static List<FieldExpr> fields(String text) {
    List<Token> tokens = Lexer.tokens(text);
    return tokens.getFirst().kind() == Token.Kind.END
        ? List.of()
        : new PipelineParser(text, tokens).fieldList();
  }

  private static boolean isCondition(List<Token> tokens) {
    if (tokens.stream().anyMatch(token -> token.is("{") || token.is("}"))) {
      return false;
    }
    Token first = tokens.getFirst();
    boolean isCall =
        first.kind() == Token.Kind.NAME && STARTS.contains(first.text()) && tokens.get(1).is("(");
    return !isCall && !(first.is("(") && tokens.stream().anyMatch(token -> token.is("|")));
  }
}
