package dev.weir.store;

import dev.weir.otlp.Signal;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Intrinsic;
import dev.weir.store.query.Scope;
import dev.weir.store.query.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Makes expressions out of all there are, over the names and values of [Telemetry].
final class RandomExpressions {
  private static final List<Value> VALUES =
      List.of(
          Value.of("GET"),
          Value.of("cust_3"),
          Value.of("error"),
          Value.of("server"),
          Value.of("checkout"),
          Value.of("5"),
          Value.of(5L),
          Value.of(200L),
          Value.of(9_007_199_254_740_993L),
          Value.of(5.0),
          Value.of(0.25),
          Value.of(true),
          Value.of(100_000_000L));
  private static final List<String> PATTERNS =
      List.of("cust_[0-4]", "GET.*", "(?i)ERR", "^$", "red|5", ".");

  private final Signal signal;
  private final Random random;

  RandomExpressions(Signal signal, Random random) {
    this.signal = signal;
    this.random = random;
  }

  Expr filter(int depth) {
    if (depth == 0) {
      return test();
    }
    return switch (random.nextInt(signal == Signal.TRACES ? 8 : 6)) {
      case 0, 1 -> new Expr.And(List.of(filter(depth - 1), filter(depth - 1)));
      case 2, 3 -> new Expr.Or(List.of(filter(depth - 1), filter(depth - 1)));
      case 4 -> new Expr.Not(filter(depth - 1));
      case 5 -> test();
      case 6 -> new Expr.Related(pick(List.of(Expr.Relation.values())), filter(depth - 1));
      default ->
          new Expr.Compare(
              comparison(),
              new Expr.TraceAggregate(
                  pick(List.of(Expr.Function.values())),
                  number(),
                  filter(depth - 1),
                  random.nextBoolean() ? List.of() : List.of(single())),
              Expr.literal((long) random.nextInt(4)));
    };
  }

  /// An expression of one value.
  Expr single() {
    Expr leaf = leaf();
    return switch (random.nextInt(8)) {
      case 0 -> new Expr.Coalesce(List.of(leaf(), leaf));
      case 1 -> new Expr.OfParent(leaf);
      default -> leaf;
    };
  }

  Expr number() {
    Expr.Operation operation = pick(List.of(Expr.Operation.ADD, Expr.Operation.MULTIPLY));
    return switch (random.nextInt(4)) {
      case 0 -> new Expr.Arithmetic(operation, leaf(), Expr.literal(1.5));
      case 1 -> Expr.attribute(Scope.ANY, "ratio");
      case 2 -> Expr.attribute(Scope.ANY, "http.response.status_code");
      default ->
          Expr.field(signal == Signal.TRACES ? Intrinsic.DURATION : Intrinsic.SEVERITY_NUMBER);
    };
  }

  private Expr test() {
    Expr leaf = leaf();
    return switch (random.nextInt(8)) {
      case 0 -> new Expr.Matches(leaf, pick(PATTERNS), random.nextBoolean());
      case 1 ->
          new Expr.Contains(leaf, pick(List.of("c", "ER", "'", "red \"")), random.nextBoolean());
      case 2 -> new Expr.In(leaf, List.of(pick(VALUES), pick(VALUES)));
      case 3 -> new Expr.Exists(leaf);
      case 4 -> new Expr.Compare(comparison(), leaf, single());
      case 5 -> new Expr.Compare(comparison(), new Expr.Literal(pick(VALUES)), leaf);
      default -> new Expr.Compare(comparison(), leaf, new Expr.Literal(pick(VALUES)));
    };
  }

  private Expr leaf() {
    if (random.nextBoolean()) {
      return Expr.attribute(pick(List.of(Scope.values())), pick(keys()));
    }
    List<Intrinsic> fields = new ArrayList<>();
    for (Intrinsic intrinsic : Intrinsic.values()) {
      if (intrinsic != Intrinsic.ARRIVAL) {
        fields.add(intrinsic);
      }
    }
    return Expr.field(pick(fields));
  }

  private static List<String> keys() {
    List<String> keys = new ArrayList<>(Telemetry.KEYS);
    keys.addAll(List.of("service.name", "host.cpus", "short", "absent"));
    return keys;
  }

  private Expr.Comparison comparison() {
    return pick(List.of(Expr.Comparison.values()));
  }

  private <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
