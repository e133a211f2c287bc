package dev.weir.collector.app;

import dev.weir.collector.api.BuildInfo;
import dev.weir.collector.api.StartException;
import dev.weir.collector.engine.Collector;
import dev.weir.collector.engine.config.ComponentFactories;
import dev.weir.collector.engine.config.LoadResult;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `weir run`: a collector until it is told to stop.
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Runs a collector until it is told to stop; the same as weir without a command.")
final class RunCommand implements Callable<Integer> {
  @Mixin ConfigOptions options = new ConfigOptions();

  @Option(
      names = "--shutdown-timeout",
      paramLabel = "DURATION",
      defaultValue = "25s",
      converter = GoDurationConverter.class,
      description = "How long to go on delivering what is held when told to stop (default: 25s).")
  Duration shutdownTimeout = Duration.ofSeconds(25);

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    ComponentFactories factories = ComponentFactories.load();
    boolean isDefault = !options.isGiven();
    List<String> uris = isDefault ? List.of(DefaultConfig.uri()) : options.uris;
    LoadResult loaded = options.load(uris, factories, err);
    BuildInfo build = VersionProvider.build();
    try {
      Collector collector = new Collector(loaded.config().orElseThrow(), factories, build);
      return run(collector, isDefault ? () -> DefaultConfig.welcome(build, err) : () -> {}, err);
    } catch (StartException e) {
      err.println("error: " + e.getMessage());
      return ExitCode.FAILED;
    }
  }

  private int run(Collector collector, Runnable whenReady, PrintWriter err) {
    Ending ending = new Ending(collector, shutdownTimeout, err);
    ending.install();
    collector.takeOverLibraryLogs();
    try {
      collector.start();
      whenReady.run();
      String reason = collector.awaitFatal();
      if (!reason.isEmpty()) {
        err.println("error: " + reason);
      }
    } catch (StartException e) {
      err.println("error: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ending.drain();
    return ExitCode.FAILED;
  }
}
