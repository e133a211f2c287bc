package dev.weir.collector.app;

import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.function.FunctionDoc;
import dev.weir.ottl.function.Functions;
import dev.weir.ottl.function.OttlFunction;
import dev.weir.ottl.functions.ContextFunctions;
import dev.weir.ottl.functions.StandardFunctions;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `weir ottl functions`: the catalogue, made of the doc comments.
@Command(
    name = "functions",
    mixinStandardHelpOptions = true,
    description = "Prints what each function does, in Markdown.")
final class OttlFunctionsCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--context",
      paramLabel = "CONTEXT",
      description =
          "Only functions that statements on this may call: span, log, metric and others.")
  @Nullable String context;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "Only functions whose name contains this.")
  List<String> names = List.of();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    boolean found = false;
    for (OttlFunction function : functions().all()) {
      String name = function.signature().name();
      if (isWanted(name)) {
        out.println((found ? "\n" : "") + "## " + function.signature());
        out.println();
        out.print(only(name));
        out.println(FunctionDoc.of(function));
        found = true;
      }
    }
    out.flush();
    if (!found) {
      throw new CommandFailed(ExitCode.USAGE, "no function named " + String.join(" or ", names));
    }
    return ExitCode.OK;
  }

  /// The standard functions, and those of one context or of all.
  private Functions functions() {
    ContextName only = context == null ? null : ContextName.of(context);
    if (context != null && only == null) {
      throw new CommandFailed(
          ExitCode.USAGE,
          "--context "
              + context
              + " (expected: one of "
              + String.join(
                  ", ", Arrays.stream(ContextName.values()).map(ContextName::text).toList())
              + ")");
    }
    Functions functions = StandardFunctions.all();
    for (ContextName name : ContextName.values()) {
      if (only == null || only == name) {
        functions = functions.and(ContextFunctions.besides(name));
      }
    }
    return functions;
  }

  /// A line that says where a function may be called if that is not everywhere.
  private static String only(String function) {
    List<String> contexts =
        Arrays.stream(ContextName.values())
            .filter(name -> ContextFunctions.besides(name).find(function) != null)
            .map(ContextName::text)
            .toList();
    return contexts.isEmpty()
        ? ""
        : "Only in statements on: " + String.join(", ", contexts) + ".\n\n";
  }

  private boolean isWanted(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return names.isEmpty()
        || names.stream().anyMatch(wanted -> lower.contains(wanted.toLowerCase(Locale.ROOT)));
  }
}
