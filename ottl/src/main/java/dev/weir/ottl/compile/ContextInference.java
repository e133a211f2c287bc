package dev.weir.ottl.compile;

import dev.weir.ottl.OttlException;
import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.context.Symbols;
import dev.weir.ottl.function.Functions;
import dev.weir.ottl.syntax.Parser;
import dev.weir.ottl.syntax.SyntaxException;
import dev.weir.ottl.syntax.Tree;
import dev.weir.ottl.syntax.Tree.Condition;
import dev.weir.ottl.syntax.Tree.Value;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Finds what statements without a context run on: the innermost context that their paths name, or
/// one inside of it that has all functions and enums they use.
public final class ContextInference {
  private static final String COLLECTOR = "otelcol";

  private final Map<ContextName, Functions> candidates;

  /// For a set of contexts.
  ///
  /// @param candidates the contexts to choose from, with the functions of each
  public ContextInference(Map<ContextName, Functions> candidates) {
    this.candidates = candidates;
  }

  /// The context of some statements and conditions, all of which run on the same items.
  ///
  /// @throws OttlException if none of the candidates fits, or a text cannot be read
  public ContextName infer(List<String> statements, List<String> conditions) {
    Names names = new Names();
    statements.forEach(text -> names.collect(parsed(text, Parser::statement)));
    conditions.forEach(text -> names.collect(parsed(text, Parser::condition)));
    ContextName innermost = null;
    for (ContextName context : ContextName.values()) {
      if (names.contexts.contains(context)) {
        innermost = context;
        break;
      }
    }
    if (innermost == null) {
      throw new OttlException(
          "no path with a context (expected: one of "
              + String.join(", ", candidates.keySet().stream().map(ContextName::text).toList())
              + " before a path)"
              + shown(statements, conditions));
    }
    return fitting(innermost, names, shown(statements, conditions));
  }

  /// Whether any path names a context.
  ///
  /// @throws OttlException if a text cannot be read
  public boolean find(List<String> statements, List<String> conditions) {
    Names names = new Names();
    statements.forEach(text -> names.collect(parsed(text, Parser::statement)));
    conditions.forEach(text -> names.collect(parsed(text, Parser::condition)));
    return !names.contexts.isEmpty();
  }

  private ContextName fitting(ContextName innermost, Names names, String shown) {
    for (ContextName context : ContextName.values()) {
      boolean isCandidate = candidates.containsKey(context);
      if (context == innermost && isCandidate && fits(context, names)) {
        return context;
      }
    }
    for (ContextName context : ContextName.values()) {
      boolean isInside = context != innermost && context.visible().contains(innermost);
      if (isInside && candidates.containsKey(context) && fits(context, names)) {
        return context;
      }
    }
    Functions functions = candidates.get(innermost);
    if (functions == null) {
      throw new OttlException(
          "context " + innermost.text() + " (expected: one of this signal)" + shown);
    }
    for (String name : names.functions) {
      if (functions.find(name) == null) {
        throw new OttlException(
            "no function "
                + name
                + " in the context "
                + innermost.text()
                + Nearest.hint(name, functions.names())
                + shown);
      }
    }
    for (String symbol : names.symbols) {
      if (!knows(innermost, symbol)) {
        throw new OttlException(
            "no enum "
                + symbol
                + " in the context "
                + innermost.text()
                + Nearest.hint(symbol, Symbols.names(innermost))
                + shown);
      }
    }
    throw new OttlException("no context has all functions and enums" + shown);
  }

  private boolean fits(ContextName context, Names names) {
    Functions functions = candidates.getOrDefault(context, Functions.of());
    return names.functions.stream().allMatch(name -> functions.find(name) != null)
        && names.symbols.stream().allMatch(symbol -> knows(context, symbol));
  }

  private boolean knows(ContextName context, String symbol) {
    return Symbols.find(context, symbol) != null
        || candidates.getOrDefault(context, Functions.of()).find(symbol) != null;
  }

  private static String shown(List<String> statements, List<String> conditions) {
    String first = statements.isEmpty() ? conditions.getFirst() : statements.getFirst();
    return "\n    " + (first.length() > 200 ? first.substring(0, 200) + "..." : first);
  }

  private static <T> T parsed(String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (SyntaxException e) {
      throw new OttlException(SyntaxException.show(text, e.at(), String.valueOf(e.getMessage())));
    }
  }

  /// The names in trees.
  private static final class Names {
    final Set<ContextName> contexts = new HashSet<>();
    final Set<String> functions = new HashSet<>();
    final Set<String> symbols = new HashSet<>();
    private final Deque<List<String>> scopes = new ArrayDeque<>();

    void collect(Tree tree) {
      switch (tree) {
        case Tree.Statement statement -> {
          collect(statement.editor());
          if (statement.where() != null) {
            collect(statement.where());
          }
        }
        case Condition.Or or -> or.terms().forEach(this::collect);
        case Condition.And and -> and.terms().forEach(this::collect);
        case Condition.Not not -> collect(not.negated());
        case Condition.Comparison comparison -> {
          collect(comparison.left());
          collect(comparison.right());
        }
        case Condition.Called called -> collect(called.call());
        case Value.Path path -> path(path);
        case Value.Call call -> {
          functions.add(call.name());
          call.arguments().forEach(argument -> collect(argument.value()));
          call.keys().forEach(this::collect);
        }
        case Value.Symbol symbol -> symbols.add(symbol.name());
        case Value.ListOf list -> list.elements().forEach(this::collect);
        case Value.MapOf map -> map.entries().forEach(entry -> collect(entry.value()));
        case Value.Arithmetic chain -> {
          collect(chain.first());
          chain.steps().forEach(step -> collect(step.right()));
        }
        case Value.Negative negative -> collect(negative.negated());
        case Value.LambdaOf lambda -> {
          scopes.push(lambda.parameters());
          collect(lambda.body());
          scopes.pop();
        }
        case Condition.Constant constant -> {}
        case Value.Nil nil -> {}
        case Value.Bool bool -> {}
        case Value.Int number -> {}
        case Value.Real number -> {}
        case Value.Text text -> {}
        case Value.Bytes bytes -> {}
        case Value.Name name -> {}
      }
    }

    private void path(Value.Path path) {
      Tree.Segment first = path.segments().getFirst();
      ContextName context = ContextName.of(first.name());
      boolean isLocal = scopes.stream().anyMatch(scope -> scope.contains(first.name()));
      boolean isPrefix = path.segments().size() > 1 && !first.name().equals(COLLECTOR);
      if (context != null && isPrefix && !isLocal) {
        contexts.add(context);
      }
      path.segments().forEach(segment -> segment.keys().forEach(this::collect));
    }
  }
}
