package dev.weir.collector.app;

import dev.weir.collector.api.BuildInfo;
import dev.weir.collector.api.StartException;
import dev.weir.collector.engine.Collector;
import dev.weir.collector.engine.config.ComponentFactories;
import dev.weir.collector.engine.config.LoadResult;
import dev.weir.collector.helper.grpc.WarmUp;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/// A collector from its start until it has ended.
final class Run {
  private final ConfigOptions options;
  private final Duration shutdownTimeout;
  private final PrintWriter err;
  private final Runnable whenReady;

  Run(ConfigOptions options, Duration shutdownTimeout, PrintWriter err) {
    this(options, shutdownTimeout, err, () -> {});
  }

  /// Runs `whenReady` once, when all ports are open. An interrupt of the calling thread ends the
  /// run as a signal does.
  Run(ConfigOptions options, Duration shutdownTimeout, PrintWriter err, Runnable whenReady) {
    this.options = options;
    this.shutdownTimeout = shutdownTimeout;
    this.err = err;
    this.whenReady = whenReady;
  }

  /// Returns the exit code.
  ///
  /// @throws CommandFailed if the configuration cannot be used
  int call() {
    WarmUp.begin();
    ComponentFactories factories = ComponentFactories.load();
    boolean isDefault = !options.isGiven();
    List<String> uris = isDefault ? List.of(DefaultConfig.uri()) : options.uris;
    LoadResult loaded = options.load(uris, factories, err);
    BuildInfo build = ThisBuild.info();
    try {
      Collector collector = new Collector(loaded.config().orElseThrow(), factories, build);
      return run(collector, isDefault ? () -> DefaultConfig.welcome(build, err) : whenReady);
    } catch (StartException e) {
      err.println("error: " + e.getMessage());
      return ExitCode.FAILED;
    }
  }

  private int run(Collector collector, Runnable onceReady) {
    Ending ending = new Ending(collector, shutdownTimeout, err);
    ending.install();
    collector.takeOverLibraryLogs();
    try {
      collector.start();
      onceReady.run();
      String reason = collector.awaitFatal();
      if (!reason.isEmpty()) {
        err.println("error: " + reason);
      }
    } catch (StartException e) {
      err.println("error: " + e.getMessage());
    } catch (InterruptedException e) {
      // Draining waits, so it must not find the thread still interrupted.
    }
    ending.drain();
    return ExitCode.FAILED;
  }
}
