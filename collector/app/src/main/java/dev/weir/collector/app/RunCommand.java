package dev.weir.collector.app;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `weir run`: a collector until it is told to stop.
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Runs a collector until it is told to stop; the same as weir without a command.")
final class RunCommand implements Callable<Integer> {
  @Mixin ConfigOptions options = new ConfigOptions();
  @Mixin UiOptions ui = new UiOptions();

  @Option(
      names = "--shutdown-timeout",
      paramLabel = "DURATION",
      defaultValue = "25s",
      converter = GoDurationConverter.class,
      description = "How long to go on delivering what is held when told to stop (default: 25s).")
  Duration shutdownTimeout = Duration.ofSeconds(25);

  @Override
  public Integer call() {
    return new Run(options, ui, shutdownTimeout, StandardError.writer()).call();
  }
}
