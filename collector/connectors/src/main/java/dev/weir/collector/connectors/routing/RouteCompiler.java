package dev.weir.collector.connectors.routing;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Problems;
import dev.weir.collector.connectors.routing.RoutingConfig.RouteConfig;
import dev.weir.otlp.Signal;
import dev.weir.ottl.OttlException;
import dev.weir.ottl.compile.Compiler;
import dev.weir.ottl.compile.ContextInference;
import dev.weir.ottl.compile.Slots;
import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Editor;
import dev.weir.ottl.function.Functions;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.functions.ContextFunctions;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Compiles what a route takes.
final class RouteCompiler {
  private static final Pattern REQUEST =
      Pattern.compile(
          "\\s*(?:route\\(\\s*\\)\\s+where\\s+)?request\\[\"([^\"]+)\"\\]\\s*(==|!=)\\s*"
              + "\"((?:[^\"\\\\]|\\\\[\"\\\\])*)\"\\s*");

  private static final Functions ROUTE = Functions.of(new Route());

  private RouteCompiler() {}

  /// The matcher of a route; null if something is wrong, which is reported.
  static @Nullable Matcher compile(
      Signal signal, RouteConfig route, String setting, Slots slots, Problems problems) {
    boolean isStatement = route.condition().isBlank();
    String text = isStatement ? route.statement() : route.condition();
    String place = setting + (isStatement ? "::statement" : "::condition");
    String name = route.context().toLowerCase(Locale.ROOT);
    if (name.equals("request") || match(text) != null) {
      return request(text, place, problems);
    }
    try {
      ContextName context = name.isEmpty() ? inferred(signal, text, isStatement) : given(name);
      if (context == null || !context.isIn(signal)) {
        problems.add(
            setting + "::context",
            route.context(),
            "one of resource, span, metric, datapoint, log, request, as the signal has it");
        return null;
      }
      Functions functions = functions(signal).getOrDefault(context, ROUTE);
      Compiler compiler = new Compiler(context, functions, false, slots);
      return new Matcher(
          null,
          context,
          isStatement ? null : compiler.condition(text),
          isStatement ? compiler.statement(text) : null);
    } catch (OttlException e) {
      problems.add(place, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private static @Nullable Matcher request(String text, String place, Problems problems) {
    MatchResult parts = match(text);
    if (parts == null) {
      problems.add(place, text, "request[\"header\"] == \"value\", or != instead");
      return null;
    }
    String header = parts.group(1);
    boolean equal = parts.group(2).equals("==");
    String value = parts.group(3).replaceAll("\\\\(.)", "$1");
    Predicate<Batch> test =
        batch -> {
          List<String> values = batch.request().metadata(header);
          return !values.isEmpty() && values.getFirst().equals(value) == equal;
        };
    return new Matcher(test, ContextName.RESOURCE, null, null);
  }

  private static @Nullable MatchResult match(String text) {
    var matcher = REQUEST.matcher(text);
    return matcher.matches() ? matcher.toMatchResult() : null;
  }

  private static @Nullable ContextName given(String name) {
    ContextName context = ContextName.of(name);
    return context == ContextName.SCOPE || context == ContextName.SPANEVENT ? null : context;
  }

  /// As the paths say; without prefixes, and for the client alone, whole resources.
  private static ContextName inferred(Signal signal, String text, boolean isStatement) {
    String problem = isStatement ? Compiler.readStatement(text) : Compiler.readCondition(text);
    if (problem != null) {
      throw new OttlException(problem);
    }
    ContextInference inference = new ContextInference(functions(signal));
    List<String> texts = List.of(text);
    return inference.find(isStatement ? texts : List.of(), isStatement ? List.of() : texts)
        ? inference.infer(isStatement ? texts : List.of(), isStatement ? List.of() : texts)
        : ContextName.RESOURCE;
  }

  private static Map<ContextName, Functions> functions(Signal signal) {
    Map<ContextName, Functions> functions = new EnumMap<>(ContextName.class);
    ContextFunctions.all(signal)
        .forEach((context, standard) -> functions.put(context, standard.and(ROUTE)));
    return functions;
  }

  /// Does nothing but send what its condition is true for.
  private static final class Route implements Editor {
    @Override
    public Signature signature() {
      return Signature.of("route");
    }

    @Override
    public Action create(Arguments arguments) {
      return frame -> {};
    }
  }
}
