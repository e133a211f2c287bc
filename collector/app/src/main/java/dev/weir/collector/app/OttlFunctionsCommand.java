package dev.weir.collector.app;

import dev.weir.ottl.function.FunctionDoc;
import dev.weir.ottl.function.OttlFunction;
import dev.weir.ottl.functions.StandardFunctions;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `weir ottl functions`: the catalogue, made of the doc comments.
@Command(
    name = "functions",
    mixinStandardHelpOptions = true,
    description = "Prints what each function does, in Markdown.")
final class OttlFunctionsCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "Only functions whose name contains this.")
  List<String> names = List.of();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    boolean found = false;
    for (OttlFunction function : StandardFunctions.all().all()) {
      if (isWanted(function.signature().name())) {
        out.println((found ? "\n" : "") + "## " + function.signature());
        out.println();
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

  private boolean isWanted(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return names.isEmpty()
        || names.stream().anyMatch(wanted -> lower.contains(wanted.toLowerCase(Locale.ROOT)));
  }
}
