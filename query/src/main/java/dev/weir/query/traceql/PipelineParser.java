package dev.weir.query.traceql;

import dev.weir.query.traceql.FieldExpr.Place;
import dev.weir.query.traceql.FieldExpr.Static;
import dev.weir.query.traceql.Query.ScalarExpr;
import dev.weir.query.traceql.Query.SpansetExpr;
import dev.weir.query.traceql.Query.Stage;
import dev.weir.store.query.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads whole queries: stages with bars between them.
final class PipelineParser {
  static final Set<String> AGGREGATES = Set.of("count", "min", "max", "avg", "sum");
  private static final Set<String> LOGIC = Set.of("&&", "||");
  private static final Set<String> STRUCTURAL =
      Set.of(
          ">", ">>", "<", "<<", "~", "!>", "!>>", "!<", "!<<", "!~", "&>", "&>>", "&<", "&<<",
          "&~");
  private static final Set<String> COMPARISONS = Set.of("=", "!=", "<", "<=", ">", ">=");
  private static final Set<String> SUMS = Set.of("+", "-");
  private static final Set<String> PRODUCTS = Set.of("*", "/", "%");

  private final Tokens tokens;
  private final FieldParser fields;
  private final Typing typing;
  private final MetricsParser metrics;

  PipelineParser(String text, List<Token> all) {
    tokens = new Tokens(text, all);
    fields = new FieldParser(tokens);
    typing = new Typing(tokens);
    metrics = new MetricsParser(tokens, fields, typing, this::braces);
  }

  /// Reads a query without braces.
  Query condition() {
    FieldExpr condition = fields.condition();
    tokens.expectEnd();
    return new Query(
        tokens.query(),
        List.of(new Stage.Spans(new SpansetExpr.Filter(condition))),
        null,
        List.of());
  }

  List<FieldExpr> fieldList() {
    List<FieldExpr> list = fieldsUntilOther();
    tokens.expectEnd();
    return list;
  }

  Query query() {
    List<Stage> stages = new ArrayList<>();
    Query.Metrics found = null;
    List<Query.SecondStage> after = List.of();
    stages.add(stage(true));
    while (tokens.take("|")) {
      if (metrics.isNext()) {
        found = metrics.read();
        after = metrics.secondStages();
        break;
      }
      stages.add(stage(false));
    }
    metrics.skipHints();
    tokens.expectEnd();
    return new Query(tokens.query(), stages, found, after);
  }

  private List<Stage> pipeline() {
    List<Stage> stages = new ArrayList<>();
    stages.add(stage(true));
    while (tokens.take("|")) {
      stages.add(stage(false));
    }
    return stages;
  }

  private Stage stage(boolean isFirst) {
    Token token = tokens.peek();
    if (token.isName("by")) {
      return new Stage.GroupBy(by());
    }
    if (token.isName("select")) {
      tokens.next();
      tokens.expect("(");
      Stage select = new Stage.Select(fieldsUntilOther());
      tokens.expect(")");
      return select;
    }
    if (token.isName("coalesce") && !isFirst) {
      tokens.next();
      tokens.expect("(");
      tokens.expect(")");
      return new Stage.Coalesce();
    }
    return token.is("{") || (token.is("(") && isSpanset())
        ? new Stage.Spans(spanset())
        : scalarFilter();
  }

  private FieldExpr by() {
    tokens.next();
    tokens.expect("(");
    FieldExpr by = fields.expression();
    typing.requireItem(by);
    tokens.expect(")");
    return by;
  }

  private List<FieldExpr> fieldsUntilOther() {
    List<FieldExpr> list = new ArrayList<>();
    do {
      FieldExpr field = fields.expression();
      typing.requireItem(field);
      list.add(field);
    } while (tokens.take(","));
    return list;
  }

  /// Whether what begins with a parenthesis is spans, or a pipeline that yields spans: then there
  /// are braces or a bar within it.
  private boolean isSpanset() {
    int position = tokens.position();
    int open = 0;
    boolean found = false;
    do {
      Token token = tokens.next();
      open += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      found = token.is("{") || token.is("|");
    } while (!found && open > 0 && tokens.peek().kind() != Token.Kind.END);
    tokens.back(position);
    return found;
  }

  private SpansetExpr spanset() {
    SpansetExpr left = structural();
    while (isNext(LOGIC)) {
      String operator = tokens.next().text();
      left = new SpansetExpr.Operation(operator, left, structural());
    }
    return left;
  }

  private SpansetExpr structural() {
    SpansetExpr left = spansetOperand();
    while (isNext(STRUCTURAL)) {
      String operator = tokens.next().text();
      left = new SpansetExpr.Operation(operator, left, spansetOperand());
    }
    return left;
  }

  private SpansetExpr spansetOperand() {
    if (!tokens.take("(")) {
      return braces();
    }
    tokens.enter();
    List<Stage> stages = pipeline();
    tokens.leave();
    tokens.expect(")");
    return stages.size() == 1 && stages.getFirst() instanceof Stage.Spans spans
        ? spans.expr()
        : new SpansetExpr.Piped(stages);
  }

  private SpansetExpr.Filter braces() {
    tokens.expect("{");
    FieldExpr condition = tokens.peek().is("}") ? null : fields.condition();
    tokens.expect("}");
    return new SpansetExpr.Filter(condition);
  }

  private Stage scalarFilter() {
    ScalarExpr left = scalar();
    Token operator = tokens.peek();
    if (!isNext(COMPARISONS)) {
      throw tokens.error(
          operator, "unexpected " + operator.describe() + " (expected: a comparison such as >)");
    }
    tokens.next();
    return new Stage.ScalarFilter(left, operator.text(), scalar());
  }

  private ScalarExpr scalar() {
    ScalarExpr left = scalarProduct();
    while (isNext(SUMS)) {
      String operator = tokens.next().text();
      left = new ScalarExpr.Operation(operator, left, scalarProduct());
    }
    return left;
  }

  private ScalarExpr scalarProduct() {
    ScalarExpr left = scalarPower();
    while (isNext(PRODUCTS)) {
      String operator = tokens.next().text();
      left = new ScalarExpr.Operation(operator, left, scalarPower());
    }
    return left;
  }

  private ScalarExpr scalarPower() {
    ScalarExpr left = scalarOperand();
    if (!tokens.take("^")) {
      return left;
    }
    tokens.enter();
    ScalarExpr right = scalarPower();
    tokens.leave();
    return new ScalarExpr.Operation("^", left, right);
  }

  private ScalarExpr scalarOperand() {
    Token token = tokens.peek();
    if (tokens.take("(")) {
      tokens.enter();
      ScalarExpr inner = scalar();
      tokens.leave();
      tokens.expect(")");
      return inner;
    }
    if (tokens.take("-")) {
      return new ScalarExpr.Constant(negative(number()));
    }
    return token.kind() == Token.Kind.NAME ? aggregate() : new ScalarExpr.Constant(number());
  }

  private Static number() {
    Static constant = fields.constant();
    if (!constant.type().isNumeric()) {
      throw tokens.error(
          constant.place(), "this is " + constant.type().phrase() + " (expected: a number)");
    }
    return constant;
  }

  private static Static negative(Static number) {
    Value value =
        number.value() instanceof Value.Int whole
            ? Value.of(-whole.value())
            : Value.of(number.value() instanceof Value.Real real ? -real.value() : 0.0);
    return new Static(value, number.type(), number.place());
  }

  private ScalarExpr aggregate() {
    Token name = tokens.next();
    if (!AGGREGATES.contains(name.text())) {
      throw unknownFunction(name);
    }
    tokens.expect("(");
    FieldExpr of = null;
    if (!name.text().equals("count")) {
      of = fields.expression();
      typing.requireNumber(of);
    }
    tokens.expect(")");
    return new ScalarExpr.Aggregate(name.text(), of);
  }

  private TraceQlException unknownFunction(Token name) {
    List<String> known = new ArrayList<>(AGGREGATES);
    known.addAll(List.of("by", "select", "coalesce"));
    known.addAll(MetricsParser.FUNCTIONS);
    @Nullable String nearest = Nearest.of(name.text(), known);
    Place place = new Place(name.offset(), name.length());
    boolean isMisplaced = known.contains(name.text());
    return new TraceQlException(
        tokens.query(),
        place.offset(),
        place.length(),
        isMisplaced
            ? name.describe() + " cannot stand here"
            : "unknown function "
                + name.describe()
                + (nearest == null ? "" : " (did you mean " + nearest + "?)"),
        isMisplaced ? null : nearest);
  }

  private boolean isNext(Set<String> operators) {
    Token token = tokens.peek();
    return token.kind() == Token.Kind.SYMBOL && operators.contains(token.text());
  }
}
