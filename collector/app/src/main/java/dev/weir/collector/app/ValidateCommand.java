package dev.weir.collector.app;

import dev.weir.collector.engine.config.ComponentFactories;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `weir validate`.
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    description = "Checks a configuration without running it; all problems are reported at once.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:valid", "2:wrong use", "4:not valid"})
final class ValidateCommand implements Callable<Integer> {
  @Mixin ConfigOptions options = new ConfigOptions();
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    options.load(ComponentFactories.load(), spec.commandLine().getErr());
    return ExitCode.OK;
  }
}
