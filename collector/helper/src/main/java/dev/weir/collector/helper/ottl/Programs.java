package dev.weir.collector.helper.ottl;

import dev.weir.collector.api.Problems;
import dev.weir.otlp.Signal;
import dev.weir.ottl.OttlException;
import dev.weir.ottl.compile.CompiledCondition;
import dev.weir.ottl.compile.Compiler;
import dev.weir.ottl.compile.ContextInference;
import dev.weir.ottl.compile.Slots;
import dev.weir.ottl.compile.Statement;
import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.function.Functions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Compiles the groups of one signal, and reports everything that is wrong with them at once.
public final class Programs {
  private final Signal signal;
  private final Map<ContextName, Functions> functions;
  private final Slots slots;
  private final Problems problems;

  /// Compiles for some contexts of a signal.
  ///
  /// @param functions the contexts that may be used, with the functions of each
  /// @param slots the room in the frames that everything runs in
  public Programs(
      Signal signal, Map<ContextName, Functions> functions, Slots slots, Problems problems) {
    this.signal = signal;
    this.functions = functions;
    this.slots = slots;
    this.problems = problems;
  }

  /// A group that was compiled.
  public record Compiled(
      Group group,
      ContextName context,
      List<CompiledCondition> conditions,
      List<Statement> statements) {}

  /// Compiles a group; null if something is wrong with it, which is reported.
  public @Nullable Compiled compile(Group group) {
    ContextName context = context(group);
    if (context == null) {
      return null;
    }
    boolean needsPrefix = group.context() == null;
    Compiler compiler =
        new Compiler(context, functions.getOrDefault(context, Functions.of()), needsPrefix, slots);
    List<CompiledCondition> conditions =
        all(group.conditions(), group::conditionSetting, compiler::condition);
    List<Statement> statements =
        all(group.statements(), group::statementSetting, compiler::statement);
    compiler.warnings().forEach(warning -> problems.warn(group.setting(), warning));
    boolean isComplete =
        conditions.size() == group.conditions().size()
            && statements.size() == group.statements().size();
    return isComplete ? new Compiled(group, context, conditions, statements) : null;
  }

  /// Compiles conditions of one context, without prefixes; those that are wrong are reported.
  public List<CompiledCondition> conditions(
      String setting, ContextName context, List<String> texts) {
    Compiler compiler =
        new Compiler(context, functions.getOrDefault(context, Functions.of()), false, slots);
    List<CompiledCondition> conditions =
        all(texts, index -> setting + "::" + index, compiler::condition);
    compiler.warnings().forEach(warning -> problems.warn(setting, warning));
    return conditions;
  }

  private @Nullable ContextName context(Group group) {
    ContextName given = group.context();
    if (given != null) {
      if (functions.containsKey(given) && given.isIn(signal)) {
        return given;
      }
      problems.add(
          group.setting() + "::context",
          given.text(),
          "one of " + functions.keySet().stream().map(ContextName::text).toList());
      return null;
    }
    if (group.statements().isEmpty() && group.conditions().isEmpty()) {
      return null;
    }
    try {
      return new ContextInference(functions).infer(group.statements(), group.conditions());
    } catch (OttlException e) {
      reportEach(group, e);
      return null;
    }
  }

  /// A text that cannot be read hides what the context is, so each is read to find all.
  private void reportEach(Group group, OttlException error) {
    boolean found = false;
    for (int i = 0; i < group.statements().size(); i++) {
      found |= report(group.statementSetting(i), Compiler.readStatement(group.statements().get(i)));
    }
    for (int i = 0; i < group.conditions().size(); i++) {
      found |= report(group.conditionSetting(i), Compiler.readCondition(group.conditions().get(i)));
    }
    if (!found) {
      problems.add(group.setting(), String.valueOf(error.getMessage()));
    }
  }

  private boolean report(String setting, @Nullable String message) {
    if (message != null) {
      problems.add(setting, message);
    }
    return message != null;
  }

  private <T> List<T> all(
      List<String> texts, IntFunction<String> setting, Function<String, T> compile) {
    List<T> compiled = new ArrayList<>();
    IntStream.range(0, texts.size())
        .forEach(i -> {
          try {
            compiled.add(compile.apply(texts.get(i)));
          } catch (OttlException e) {
            problems.add(setting.apply(i), String.valueOf(e.getMessage()));
          }
        });
    return compiled;
  }
}
