package dev.weir.collector.app;

import dev.weir.collector.api.BuildInfo;
import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.StartException;
import dev.weir.collector.engine.Collector;
import dev.weir.collector.engine.config.CollectorConfig;
import dev.weir.collector.engine.config.ComponentFactories;
import dev.weir.collector.helper.grpc.WarmUp;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A collector from its start until it has ended.
final class Run {
  private final ConfigOptions options;
  private final UiOptions ui;
  private final Duration shutdownTimeout;
  private final PrintWriter err;
  private final Runnable whenReady;

  Run(ConfigOptions options, UiOptions ui, Duration shutdownTimeout, PrintWriter err) {
    this(options, ui, shutdownTimeout, err, () -> {});
  }

  /// Runs `whenReady` once, when all ports are open. An interrupt of the calling thread ends the
  /// run as a signal does.
  Run(
      ConfigOptions options,
      UiOptions ui,
      Duration shutdownTimeout,
      PrintWriter err,
      Runnable whenReady) {
    this.options = options;
    this.ui = ui;
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
    ui.addTo(options.sets);
    CollectorConfig config = options.load(uris, factories, err).config().orElseThrow();
    BuildInfo build = ThisBuild.info();
    try {
      Collector collector = new Collector(config, factories, build);
      Runnable welcome =
          isDefault ? () -> DefaultConfig.welcome(build, ui.endpoint, err) : whenReady;
      return run(collector, withUi(collector, factories, config, welcome));
    } catch (StartException e) {
      err.println("error: " + e.getMessage());
      return ExitCode.FAILED;
    }
  }

  private Runnable withUi(
      Collector collector, ComponentFactories factories, CollectorConfig config, Runnable welcome) {
    Optional<ComponentConfig> store = StoreUse.of(config);
    if (store.isEmpty()) {
      return welcome;
    }
    if (ui.isEphemeral) {
      Ui.keepInMemory();
    }
    return () -> {
      if (!ui.isOff()) {
        Ui.open(collector, factories, store.orElseThrow(), ui);
      }
      welcome.run();
    };
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
