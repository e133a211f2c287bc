package dev.weir.collector.app;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `weir completion bash|zsh`.
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a script that completes weir's commands and options.",
      "",
      "  bash:  source <(weir completion bash)",
      "  zsh:   source <(weir completion zsh)"
    })
final class CompletionCommand implements Callable<Integer> {
  /// Shells whose completion picocli can write.
  enum Shell {
    bash,
    zsh
  }

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
  Shell shell = Shell.bash;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    // One script serves both: it loads zsh's emulation of bash completion where it finds itself in
    // zsh.
    spec.commandLine().getOut().print(AutoComplete.bash("weir", Cli.whole()));
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }
}
