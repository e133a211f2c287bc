package dev.weir.ottl.compile;

import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.function.Functions;
import dev.weir.ottl.function.OttlFunction;
import dev.weir.ottl.syntax.Tree;
import dev.weir.ottl.syntax.Tree.Condition;
import dev.weir.ottl.syntax.Tree.Value;
import java.util.List;
import java.util.function.Predicate;

/// Finds how deep a condition looks: one that looks at the resource alone has the same answer for
/// all of its spans.
final class Depths {
  private final Functions functions;
  private final ContextName context;
  private final Predicate<String> isLocal;

  Depths(Functions functions, ContextName context, Predicate<String> isLocal) {
    this.functions = functions;
    this.context = context;
    this.isLocal = isLocal;
  }

  int of(Tree tree) {
    return switch (tree) {
      case Condition.Or or -> deepest(or.terms());
      case Condition.And and -> deepest(and.terms());
      case Condition.Not not -> of(not.negated());
      case Condition.Comparison comparison ->
          Math.max(of(comparison.left()), of(comparison.right()));
      case Condition.Constant constant -> 0;
      case Condition.Called called -> of(called.call());
      case Value.Path path -> of(path);
      case Value.Call call -> of(call);
      case Value.ListOf list -> deepest(list.elements());
      case Value.MapOf map -> deepest(map.entries().stream().map(Tree.Entry::value).toList());
      case Value.Arithmetic chain ->
          Math.max(
              of(chain.first()), deepest(chain.steps().stream().map(Tree.Step::right).toList()));
      case Value.Negative negative -> of(negative.negated());
      case Value.LambdaOf lambda -> context.depth();
      case Tree.Statement statement -> context.depth();
      case Value.Nil nil -> 0;
      case Value.Bool bool -> 0;
      case Value.Int number -> 0;
      case Value.Real number -> 0;
      case Value.Text string -> 0;
      case Value.Bytes bytes -> 0;
      case Value.Symbol symbol -> 0;
      case Value.Name name -> 0;
    };
  }

  private int of(Value.Path path) {
    Tree.Segment first = path.segments().getFirst();
    ContextName prefix = path.segments().size() > 1 ? ContextName.of(first.name()) : null;
    if (prefix == null
        || isLocal.test(first.name())
        || path.segments().get(1).name().equals("cache")) {
      return context.depth();
    }
    int keys = 0;
    for (Tree.Segment segment : path.segments()) {
      keys = Math.max(keys, deepest(segment.keys()));
    }
    return Math.max(prefix.depth(), keys);
  }

  private int of(Value.Call call) {
    OttlFunction function = functions.find(call.name());
    if (function == null || !function.signature().isPure()) {
      return context.depth();
    }
    int arguments = deepest(call.arguments().stream().map(Tree.Argument::value).toList());
    return Math.max(arguments, deepest(call.keys()));
  }

  private int deepest(List<? extends Tree> trees) {
    int deepest = 0;
    for (Tree tree : trees) {
      deepest = Math.max(deepest, of(tree));
    }
    return deepest;
  }
}
