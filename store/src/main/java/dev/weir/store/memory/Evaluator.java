package dev.weir.store.memory;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Intrinsic;
import dev.weir.store.query.QueryException;
import dev.weir.store.query.Scope;
import dev.weir.store.query.TimeRange;
import dev.weir.store.query.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Evaluates expressions, one item at a time.
final class Evaluator {
  private static final Value YES = Value.of(true);
  private static final Value NO = Value.of(false);

  private final TimeRange range;

  /// The items of the range and its margin, by trace.
  private final Map<String, List<Item>> traces = new HashMap<>();

  private final Map<Expr.Matches, Pattern> patterns = new HashMap<>();

  Evaluator(List<Item> items, TimeRange range) {
    this.range = range;
    TimeRange wide = range.withMargin();
    for (Item item : items) {
      if (wide.contains(item.time())) {
        traces.computeIfAbsent(item.traceId(), _ -> new ArrayList<>()).add(item);
      }
    }
    traces.values().forEach(trace -> trace.sort(Item::byStart));
  }

  boolean passes(Item item, Expr filter) {
    return YES.equals(value(item, filter));
  }

  @Nullable Value value(Item item, Expr expr) {
    return switch (expr) {
      case Expr.Literal(Value value) -> value;
      case Expr.Attribute _, Expr.Field _ -> first(fieldValues(item, expr));
      case Expr.Compare(var operator, Expr left, Expr right) ->
          anyPair(item, left, right, (a, b) -> Comparisons.holds(operator, a, b));
      case Expr.Matches matches -> any(item, matches.text(), value -> matches(matches, value));
      case Expr.Contains contains -> any(item, contains.text(), value -> contains(contains, value));
      case Expr.In(Expr in, List<Value> values) ->
          any(
              item,
              in,
              value ->
                  values.stream()
                      .anyMatch(each -> Comparisons.holds(Expr.Comparison.EQ, value, each)));
      case Expr.Exists(Expr exists) -> any(item, exists, value -> value != null);
      case Expr.And(List<Expr> operands) ->
          bool(operands.stream().allMatch(each -> passes(item, each)));
      case Expr.Or(List<Expr> operands) ->
          bool(operands.stream().anyMatch(each -> passes(item, each)));
      case Expr.Not(Expr operand) -> bool(!passes(item, operand));
      case Expr.Arithmetic(var operation, Expr left, Expr right) ->
          compute(operation, value(item, left), value(item, right));
      case Expr.Coalesce(List<Expr> operands) -> coalesce(item, operands);
      case Expr.OfParent(Expr of) -> ofParent(item, of);
      case Expr.Related related -> bool(isRelated(item, related));
      case Expr.TraceAggregate aggregate -> aggregate(item, aggregate);
    };
  }

  private @Nullable Value coalesce(Item item, List<Expr> operands) {
    for (Expr operand : operands) {
      Value value = value(item, operand);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /// All values: one for most expressions, several for the fields of events and links.
  private List<@Nullable Value> values(Item item, Expr expr) {
    if (expr instanceof Expr.Attribute || expr instanceof Expr.Field) {
      return fieldValues(item, expr);
    }
    Value value = value(item, expr);
    return value == null ? List.of() : List.of(value);
  }

  private List<@Nullable Value> fieldValues(Item item, Expr expr) {
    return switch (expr) {
      case Expr.Attribute(Scope scope, String key) -> attribute(item, scope, key);
      case Expr.Field(Intrinsic intrinsic) -> field(item, intrinsic);
      default -> List.of();
    };
  }

  private static List<@Nullable Value> attribute(Item item, Scope scope, String key) {
    return switch (scope) {
      case ANY -> one(item.attributes().getOrDefault(key, item.resource().get(key)));
      case RESOURCE -> one(item.resource().get(key));
      case INSTRUMENTATION -> one(item.instrumentation().get(key));
      case SPAN ->
          one(item.fields().containsKey(Intrinsic.KIND) ? item.attributes().get(key) : null);
      case LOG ->
          one(
              item.fields().containsKey(Intrinsic.SEVERITY_NUMBER)
                  ? item.attributes().get(key)
                  : null);
      case POINT -> one(item.metric() == null ? null : item.attributes().get(key));
      case EVENT -> parts(item.events(), part -> part.attributes().get(key));
      case LINK -> parts(item.links(), part -> part.attributes().get(key));
    };
  }

  private List<@Nullable Value> field(Item item, Intrinsic intrinsic) {
    return switch (intrinsic) {
      case EVENT_NAME, EVENT_TIME_SINCE_START ->
          parts(item.events(), part -> part.fields().get(intrinsic));
      case LINK_TRACE_ID, LINK_SPAN_ID -> parts(item.links(), part -> part.fields().get(intrinsic));
      case CHILD_COUNT -> one(isSpan(item) ? Value.of(children(item)) : null);
      case TRACE_START -> one(isSpan(item) ? Value.of(trace(item).getFirst().time()) : null);
      case TRACE_DURATION -> one(isSpan(item) ? Value.of(duration(trace(item))) : null);
      case ROOT_NAME -> one(root(item, Intrinsic.NAME));
      case ROOT_SERVICE -> one(root(item, Intrinsic.SERVICE));
      default -> one(item.fields().get(intrinsic));
    };
  }

  private static boolean isSpan(Item item) {
    return item.fields().containsKey(Intrinsic.KIND);
  }

  private List<Item> trace(Item item) {
    return traces.getOrDefault(item.traceId(), List.of());
  }

  private long children(Item item) {
    return trace(item).stream()
        .filter(each -> !item.spanId().isEmpty() && each.parentId().equals(item.spanId()))
        .count();
  }

  static long duration(List<Item> trace) {
    long start = trace.stream().mapToLong(Item::time).min().orElse(0);
    return trace.stream().mapToLong(Item::end).max().orElse(0) - start;
  }

  private @Nullable Value root(Item item, Intrinsic intrinsic) {
    if (!isSpan(item)) {
      return null;
    }
    for (Item each : trace(item)) {
      if (each.parentId().isEmpty()) {
        return each.fields().get(intrinsic);
      }
    }
    return null;
  }

  private boolean isRelated(Item item, Expr.Related related) {
    if (!isSpan(item)) {
      return false;
    }
    List<Item> trace = trace(item);
    return switch (related.relation()) {
      case TRACE -> trace.stream().anyMatch(each -> passes(each, related.filter()));
      case PARENT -> anyParent(trace, item, each -> passes(each, related.filter()));
      case CHILD -> anyChild(trace, item, each -> passes(each, related.filter()));
      case SIBLING ->
          !item.parentId().isEmpty()
              && trace.stream()
                  .anyMatch(each ->
                      each.parentId().equals(item.parentId())
                          && !each.spanId().equals(item.spanId())
                          && passes(each, related.filter()));
      case ANCESTOR -> anyAncestor(trace, item, related.filter(), new HashSet<>());
      case DESCENDANT -> anyDescendant(trace, item, related.filter(), new HashSet<>());
    };
  }

  private @Nullable Value ofParent(Item item, Expr of) {
    if (!isSpan(item) || item.parentId().isEmpty()) {
      return null;
    }
    for (Item each : trace(item)) {
      if (each.spanId().equals(item.parentId())) {
        return value(each, of);
      }
    }
    return null;
  }

  private static boolean anyParent(List<Item> trace, Item item, Predicate<Item> test) {
    return !item.parentId().isEmpty()
        && trace.stream()
            .anyMatch(each -> each.spanId().equals(item.parentId()) && test.test(each));
  }

  private static boolean anyChild(List<Item> trace, Item item, Predicate<Item> test) {
    return !item.spanId().isEmpty()
        && trace.stream()
            .anyMatch(each -> each.parentId().equals(item.spanId()) && test.test(each));
  }

  private boolean anyAncestor(List<Item> trace, Item item, Expr filter, Set<Item> seen) {
    return anyParent(
        trace,
        item,
        each -> passes(each, filter) || (seen.add(each) && anyAncestor(trace, each, filter, seen)));
  }

  private boolean anyDescendant(List<Item> trace, Item item, Expr filter, Set<Item> seen) {
    return anyChild(
        trace,
        item,
        each ->
            passes(each, filter) || (seen.add(each) && anyDescendant(trace, each, filter, seen)));
  }

  private @Nullable Value aggregate(Item item, Expr.TraceAggregate aggregate) {
    if (!isSpan(item)) {
      return null;
    }
    List<@Nullable Value> key = key(item, aggregate.by());
    List<Item> members =
        trace(item).stream()
            .filter(each -> range.contains(each.time()))
            .filter(each -> passes(each, aggregate.filter()))
            .filter(each -> key(each, aggregate.by()).equals(key))
            .toList();
    if (aggregate.function() == Expr.Function.COUNT) {
      return Value.of((long) members.size());
    }
    Expr of = aggregate.of();
    if (of == null) {
      return null;
    }
    double[] numbers = numbers(members, of);
    return numbers.length == 0
        ? null
        : Value.of(Aggregation.compute(aggregate.function(), numbers));
  }

  private List<@Nullable Value> key(Item item, List<Expr> by) {
    List<@Nullable Value> key = new ArrayList<>();
    by.forEach(each -> key.add(value(item, each)));
    return key;
  }

  /// The numbers that items yield.
  double[] numbers(List<Item> items, Expr of) {
    return items.stream()
        .map(each -> Comparisons.number(value(each, of)))
        .filter(number -> number != null)
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  private boolean matches(Expr.Matches matches, @Nullable Value value) {
    String text = Comparisons.text(value);
    if (text == null) {
      return false;
    }
    Pattern pattern = patterns.computeIfAbsent(matches, Evaluator::compile);
    return matches.whole() ? pattern.matches(text) : pattern.matcher(text).find();
  }

  private static Pattern compile(Expr.Matches matches) {
    try {
      return Pattern.compile(matches.pattern(), Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw new QueryException(
          "pattern: " + matches.pattern() + ": " + e.getDescription() + " (expected: RE2 syntax)");
    }
  }

  private static boolean contains(Expr.Contains contains, @Nullable Value value) {
    String text = Comparisons.text(value);
    if (text == null) {
      return false;
    }
    return contains.ignoreCase()
        ? Texts.lower(text).contains(Texts.lower(contains.part()))
        : text.contains(contains.part());
  }

  private static @Nullable Value compute(
      Expr.Operation operation, @Nullable Value left, @Nullable Value right) {
    Double a = Comparisons.number(left);
    Double b = Comparisons.number(right);
    if (a == null || b == null) {
      return null;
    }
    return Value.of(
        switch (operation) {
          case ADD -> a + b;
          case SUBTRACT -> a - b;
          case MULTIPLY -> a * b;
          case DIVIDE -> a / b;
          case MODULO -> a % b;
          case POWER -> Math.pow(a, b);
        });
  }

  private Value any(Item item, Expr expr, Predicate<@Nullable Value> test) {
    return bool(values(item, expr).stream().anyMatch(test));
  }

  private Value anyPair(Item item, Expr left, Expr right, PairTest test) {
    List<@Nullable Value> rights = values(item, right);
    return any(item, left, a -> rights.stream().anyMatch(b -> test.test(a, b)));
  }

  private static Value bool(boolean value) {
    return value ? YES : NO;
  }

  private static List<@Nullable Value> one(@Nullable Value value) {
    return value == null ? List.of() : List.of(value);
  }

  private static @Nullable Value first(List<@Nullable Value> values) {
    return values.isEmpty() ? null : values.getFirst();
  }

  private static List<@Nullable Value> parts(
      List<Item.Part> parts, java.util.function.Function<Item.Part, @Nullable Value> read) {
    List<@Nullable Value> values = new ArrayList<>();
    for (Item.Part part : parts) {
      Value value = read.apply(part);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  /// Tests two values.
  private interface PairTest {
    boolean test(@Nullable Value left, @Nullable Value right);
  }
}
