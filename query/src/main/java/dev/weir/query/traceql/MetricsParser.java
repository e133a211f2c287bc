package dev.weir.query.traceql;

import dev.weir.query.traceql.FieldExpr.Place;
import dev.weir.query.traceql.Query.Compare;
import dev.weir.query.traceql.Query.Metrics;
import dev.weir.query.traceql.Query.SecondStage;
import dev.weir.query.traceql.Query.SpansetExpr;
import dev.weir.store.query.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// Reads metrics functions and what follows them.
final class MetricsParser {
  static final List<String> FUNCTIONS =
      List.of(
          "rate",
          "count_over_time",
          "min_over_time",
          "max_over_time",
          "avg_over_time",
          "sum_over_time",
          "quantile_over_time",
          "histogram_over_time",
          "compare");
  private static final Set<String> WITHOUT_FIELD = Set.of("rate", "count_over_time");
  private static final Set<String> COMPARISONS = Set.of("=", "!=", "<", "<=", ">", ">=");
  private static final int MAX_RANK = 10_000;
  private static final int DEFAULT_COMPARED = 10;

  private final Tokens tokens;
  private final FieldParser fields;
  private final Typing typing;
  private final Supplier<SpansetExpr.Filter> braces;

  MetricsParser(
      Tokens tokens, FieldParser fields, Typing typing, Supplier<SpansetExpr.Filter> braces) {
    this.tokens = tokens;
    this.fields = fields;
    this.typing = typing;
    this.braces = braces;
  }

  boolean isNext() {
    return tokens.peek().kind() == Token.Kind.NAME && FUNCTIONS.contains(tokens.peek().text());
  }

  Metrics read() {
    Token name = tokens.next();
    tokens.expect("(");
    FieldExpr of = null;
    List<Double> quantiles = new ArrayList<>();
    Compare compare = null;
    if (name.text().equals("compare")) {
      compare = compare();
    } else if (!WITHOUT_FIELD.contains(name.text())) {
      of = fields.expression();
      typing.requireNumber(of);
      while (name.text().equals("quantile_over_time") && tokens.take(",")) {
        quantiles.add(quantile());
      }
      if (name.text().equals("quantile_over_time") && quantiles.isEmpty()) {
        throw tokens.error(tokens.peek(), "the quantile is missing, such as .99");
      }
    }
    tokens.expect(")");
    Place place = tokens.since(name);
    List<FieldExpr> by = tokens.peek().isName("by") ? by() : List.of();
    return new Metrics(name.text(), of, List.copyOf(quantiles), by, compare, place);
  }

  private double quantile() {
    Token token = tokens.next();
    double value =
        token.kind() == Token.Kind.INT || token.kind() == Token.Kind.REAL
            ? fields.real(token)
            : Double.NaN;
    if (!(value >= 0 && value <= 1)) {
      throw tokens.error(token, "quantile " + token.describe() + " (expected: 0 to 1)");
    }
    return value;
  }

  private Compare compare() {
    SpansetExpr.Filter selection = braces.get();
    long[] numbers = {DEFAULT_COMPARED, 0, 0};
    for (int i = 0; i < numbers.length && tokens.take(","); i++) {
      numbers[i] = whole(0, Long.MAX_VALUE);
    }
    return new Compare(selection, (int) Math.min(numbers[0], MAX_RANK), numbers[1], numbers[2]);
  }

  private List<FieldExpr> by() {
    tokens.next();
    tokens.expect("(");
    List<FieldExpr> by = new ArrayList<>();
    do {
      FieldExpr field = fields.expression();
      typing.requireItem(field);
      by.add(field);
    } while (tokens.take(","));
    tokens.expect(")");
    return by;
  }

  List<SecondStage> secondStages() {
    List<SecondStage> stages = new ArrayList<>();
    while (true) {
      Token token = tokens.peek();
      if (token.kind() == Token.Kind.SYMBOL && COMPARISONS.contains(token.text())) {
        tokens.next();
        stages.add(new SecondStage.Keep(token.text(), number()));
      } else if (tokens.take("|")) {
        stages.add(rank());
      } else {
        return stages;
      }
    }
  }

  private SecondStage rank() {
    Token name = tokens.next();
    if (!name.isName("topk") && !name.isName("bottomk")) {
      throw tokens.error(
          name, "unexpected " + name.describe() + " (expected: topk(10) or bottomk(10))");
    }
    tokens.expect("(");
    int count = (int) whole(1, MAX_RANK);
    tokens.expect(")");
    return new SecondStage.Rank(name.isName("topk"), count);
  }

  private double number() {
    boolean isNegative = tokens.take("-");
    double value =
        switch (fields.constant().value()) {
          case Value.Int whole -> whole.value();
          case Value.Real real -> real.value();
          case null, default -> throw tokens.error(tokens.last(), "expected: a number");
        };
    return isNegative ? -value : value;
  }

  private long whole(long min, long max) {
    Token token = tokens.next();
    try {
      long value = token.kind() == Token.Kind.INT ? Long.parseLong(token.text()) : min - 1;
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw tokens.error(token, token.describe() + " (expected: a whole number from " + min + ")");
  }

  /// Hints to Tempo's engine, such as `with(most_recent=true)`, say nothing here.
  void skipHints() {
    if (!tokens.peek().isName("with")) {
      return;
    }
    tokens.next();
    tokens.expect("(");
    do {
      tokens.next();
      tokens.expect("=");
      tokens.next();
    } while (tokens.take(","));
    tokens.expect(")");
  }
}
