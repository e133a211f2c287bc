package dev.weir.collector.app;

import dev.weir.collector.engine.config.CollectorConfig;
import dev.weir.collector.engine.config.ComponentFactories;
import dev.weir.collector.engine.config.ConfigPrinter;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `weir print-config`.
@Command(
    name = "print-config",
    mixinStandardHelpOptions = true,
    description = "Prints the configuration after expansion and merging, with all defaults.")
final class PrintConfigCommand implements Callable<Integer> {
  /// What becomes of secrets.
  enum Mode {
    REDACTED,
    UNREDACTED
  }

  /// How it is printed.
  enum Format {
    YAML,
    JSON
  }

  @Mixin ConfigOptions options = new ConfigOptions();

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description = "redacted (default), or unredacted to show secrets.")
  Mode mode = Mode.REDACTED;

  @Option(names = "--format", paramLabel = "FORMAT", description = "yaml (default) or json.")
  Format format = Format.YAML;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    CollectorConfig config =
        options.load(ComponentFactories.load(), spec.commandLine().getErr()).config().orElseThrow();
    boolean redacted = mode == Mode.REDACTED;
    out.println(
        (format == Format.YAML
                ? ConfigPrinter.yaml(config, redacted)
                : ConfigPrinter.json(config, redacted))
            .stripTrailing());
    out.flush();
    return ExitCode.OK;
  }
}
