package dev.weir.collector.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `weir ottl`: tools for the transformation language.
@Command(
    name = "ottl",
    mixinStandardHelpOptions = true,
    description = "Tries statements of the OpenTelemetry Transformation Language, lists functions.",
    subcommands = {OttlTryCommand.class, OttlFunctionsCommand.class})
final class OttlCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return ExitCode.USAGE;
  }
}
