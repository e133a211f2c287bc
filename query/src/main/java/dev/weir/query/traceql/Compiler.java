package dev.weir.query.traceql;

import dev.weir.otlp.Signal;
import dev.weir.query.traceql.Query.ScalarExpr;
import dev.weir.query.traceql.Query.SpansetExpr;
import dev.weir.query.traceql.Query.Stage;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Expr.Relation;
import dev.weir.store.query.Scope;
import dev.weir.store.query.Value;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes of a query what a store can be asked: one filter over spans, log records or metric points.
///
/// A pipeline narrows a filter: each stage sees the spans that those before it left, so the filter
/// so far is part of what its operators and aggregates look at.
public final class Compiler {
  private final Conditions conditions;
  private final String query;

  /// Which spans are left, how they are divided, and what to return.
  private record State(Expr filter, List<Expr> by, List<Column> select) {}

  private Compiler(String query) {
    this.query = query;
    this.conditions = new Conditions(query);
  }

  /// A field with the name under which it is returned.
  public record Column(String name, Expr expr) {}

  /// A query for items of one signal.
  ///
  /// @param select what `select(…)` names
  /// @param by what `by(…)` names in the last sets
  /// @param ignored parts of the query that such items cannot have, as written
  public record Compiled(Expr filter, List<Column> select, List<Expr> by, List<String> ignored) {}

  /// The filter of a query for a signal. Without a metrics function.
  ///
  /// @throws TraceQlException if it wants what the store cannot say
  public static Compiled compile(Query query, Signal signal) {
    Compiler compiler = new Compiler(query.text());
    if (signal == Signal.TRACES) {
      State state = compiler.stages(query.stages(), Expr.TRUE);
      return new Compiled(state.filter, state.select, state.by, List.of());
    }
    return query.stages().getFirst() instanceof Stage.Spans spans
            && spans.expr() instanceof SpansetExpr.Filter filter
        ? compiler.items(query, filter, signal)
        : new Compiled(Expr.TRUE, List.of(), List.of(), List.of(query.text().strip()));
  }

  /// Fields as columns.
  ///
  /// @param text the query that they stand in
  public static List<Column> columns(String text, List<FieldExpr> fields) {
    Compiler compiler = new Compiler(text);
    return fields.stream().map(compiler::column).toList();
  }

  /// One braces' filter over spans.
  static Expr filter(String text, SpansetExpr.Filter filter) {
    FieldExpr condition = filter.condition();
    return condition == null ? Expr.TRUE : new Conditions(text).filter(condition);
  }

  /// What a query holds between its `&&`, of the first braces.
  public static List<FieldExpr> conjuncts(Query query) {
    return query.stages().getFirst() instanceof Stage.Spans spans
            && spans.expr() instanceof SpansetExpr.Filter(FieldExpr condition)
            && condition != null
        ? Conditions.operands(condition, "&&")
        : List.of();
  }

  /// The fields that the first braces of a query look at, as they are written in answers.
  public static Set<String> names(Query query) {
    Set<String> names = new LinkedHashSet<>();
    conjuncts(query).forEach(condition -> names(condition, names));
    return names;
  }

  private static void names(FieldExpr expr, Set<String> names) {
    switch (expr) {
      case FieldExpr.Field known -> names.add(Fields.name(known.intrinsic()));
      case FieldExpr.Attribute attribute when attribute.scope() == Scope.ANY ->
          EnumSet.complementOf(EnumSet.of(Scope.ANY))
              .forEach(scope -> names.add(Fields.name(scope, attribute.key())));
      case FieldExpr.Attribute attribute ->
          names.add(Fields.name(attribute.scope(), attribute.key()));
      case FieldExpr.Unary unary -> names(unary.operand(), names);
      case FieldExpr.Binary binary -> {
        names(binary.left(), names);
        names(binary.right(), names);
      }
      case FieldExpr.Static _, FieldExpr.NestedSetParent _ -> {}
    }
  }

  /// Whether items of a signal can have what a condition looks at.
  public static boolean isUsable(FieldExpr expr, Signal signal) {
    return switch (expr) {
      case FieldExpr.Static _ -> true;
      case FieldExpr.NestedSetParent _ -> signal == Signal.TRACES;
      case FieldExpr.Field field -> field.intrinsic().isOf(signal);
      case FieldExpr.Unary unary -> isUsable(unary.operand(), signal);
      case FieldExpr.Binary binary ->
          isUsable(binary.left(), signal) && isUsable(binary.right(), signal);
      case FieldExpr.Attribute attribute ->
          switch (attribute.scope()) {
            case ANY, RESOURCE, INSTRUMENTATION -> signal == Signal.TRACES || !attribute.ofParent();
            case SPAN, EVENT, LINK -> signal == Signal.TRACES;
            case LOG -> signal == Signal.LOGS;
            case POINT -> signal == Signal.METRICS;
          };
    };
  }

  private Compiled items(Query whole, SpansetExpr.Filter filter, Signal signal) {
    List<Expr> used = new ArrayList<>();
    List<String> ignored = new ArrayList<>();
    FieldExpr condition = filter.condition();
    for (FieldExpr part :
        condition == null ? List.<FieldExpr>of() : Conditions.operands(condition, "&&")) {
      if (isUsable(part, signal)) {
        used.add(conditions.filter(part));
      } else {
        ignored.add(part.place().in(query));
      }
    }
    if (whole.stages().size() > 1 || whole.metrics() != null) {
      int bar = query.indexOf('|', query.indexOf('}') + 1);
      ignored.add(bar < 0 ? query.strip() : query.substring(bar).strip());
    }
    Expr expr =
        used.isEmpty() ? Expr.TRUE : used.size() == 1 ? used.getFirst() : new Expr.And(used);
    return new Compiled(expr, List.of(), List.of(), ignored);
  }

  private State stages(List<Stage> stages, Expr base) {
    State state = new State(base, List.of(), List.of());
    for (Stage stage : stages) {
      state = stage(stage, state);
    }
    return state;
  }

  private State stage(Stage stage, State state) {
    return switch (stage) {
      case Stage.Spans spans -> {
        if (!state.by.isEmpty() && !(spans.expr() instanceof SpansetExpr.Filter)) {
          throw new TraceQlException(
              query, 0, query.length(), "operators between sets cannot follow by()", null);
        }
        yield new State(spans(spans.expr(), state.filter), state.by, state.select);
      }
      case Stage.ScalarFilter filter ->
          new State(and(state.filter, scalars(filter, state)), state.by, state.select);
      case Stage.GroupBy group -> {
        List<Expr> by = new ArrayList<>(state.by);
        by.add(conditions.value(group.by()));
        yield new State(state.filter, List.copyOf(by), state.select);
      }
      case Stage.Coalesce _ -> new State(state.filter, List.of(), state.select);
      case Stage.Select select -> {
        List<Column> columns = new ArrayList<>(state.select);
        select.fields().forEach(field -> columns.add(column(field)));
        yield new State(state.filter, state.by, List.copyOf(columns));
      }
    };
  }

  private Column column(FieldExpr field) {
    String name =
        switch (field) {
          case FieldExpr.Field known -> Fields.name(known.intrinsic());
          case FieldExpr.Attribute attribute when !attribute.ofParent() ->
              Fields.name(attribute.scope(), attribute.key());
          default -> field.place().in(query);
        };
    return new Column(name, conditions.value(field));
  }

  private Expr spans(SpansetExpr expr, Expr base) {
    return switch (expr) {
      case SpansetExpr.Filter filter -> {
        FieldExpr condition = filter.condition();
        yield condition == null ? base : and(base, conditions.filter(condition));
      }
      case SpansetExpr.Piped piped -> stages(piped.stages(), base).filter;
      case SpansetExpr.Operation operation ->
          operation(
              operation.operator(), spans(operation.left(), base), spans(operation.right(), base));
    };
  }

  private static Expr operation(String operator, Expr left, Expr right) {
    return switch (operator) {
      case "||" -> Expr.or(left, right);
      case "&&" ->
          Expr.and(
              Expr.or(left, right),
              new Expr.Related(Relation.TRACE, left),
              new Expr.Related(Relation.TRACE, right));
      default -> {
        Relation relation =
            relation(operator.substring(operator.length() > 1 ? start(operator) : 0));
        Expr related = new Expr.Related(relation, left);
        yield switch (operator.charAt(0)) {
          case '!' -> Expr.and(right, Expr.not(related));
          case '&' ->
              Expr.or(
                  Expr.and(right, related),
                  Expr.and(left, new Expr.Related(opposite(relation), right)));
          default -> Expr.and(right, related);
        };
      }
    };
  }

  private static int start(String operator) {
    return operator.startsWith("!") || operator.startsWith("&") ? 1 : 0;
  }

  /// How the left span stands to the right one, which is returned.
  private static Relation relation(String operator) {
    return switch (operator) {
      case ">" -> Relation.PARENT;
      case ">>" -> Relation.ANCESTOR;
      case "<" -> Relation.CHILD;
      case "<<" -> Relation.DESCENDANT;
      default -> Relation.SIBLING;
    };
  }

  private static Relation opposite(Relation relation) {
    return switch (relation) {
      case PARENT -> Relation.CHILD;
      case CHILD -> Relation.PARENT;
      case ANCESTOR -> Relation.DESCENDANT;
      case DESCENDANT -> Relation.ANCESTOR;
      case SIBLING, TRACE -> relation;
    };
  }

  private Expr scalars(Stage.ScalarFilter filter, State state) {
    return Expr.compare(
        scalar(filter.left(), state),
        Conditions.comparison(filter.operator()),
        scalar(filter.right(), state));
  }

  private Expr scalar(ScalarExpr expr, State state) {
    return switch (expr) {
      case ScalarExpr.Constant number -> {
        Value value = number.value().value();
        yield value == null ? Expr.literal(0L) : new Expr.Literal(value);
      }
      case ScalarExpr.Operation operation ->
          new Expr.Arithmetic(
              Conditions.operation(operation.operator()),
              scalar(operation.left(), state),
              scalar(operation.right(), state));
      case ScalarExpr.Aggregate aggregate -> {
        @Nullable FieldExpr of = aggregate.of();
        yield new Expr.TraceAggregate(
            function(aggregate.function()),
            of == null ? null : conditions.value(of),
            state.filter,
            state.by);
      }
    };
  }

  private static Expr.Function function(String name) {
    return switch (name) {
      case "sum" -> Expr.Function.SUM;
      case "avg" -> Expr.Function.AVG;
      case "min" -> Expr.Function.MIN;
      case "max" -> Expr.Function.MAX;
      default -> Expr.Function.COUNT;
    };
  }

  /// Both; what is always true is left out.
  public static Expr and(Expr left, Expr right) {
    if (left.equals(Expr.TRUE)) {
      return right;
    }
    return right.equals(Expr.TRUE) ? left : Expr.and(left, right);
  }
}
