package dev.weir.collector.app;

import dev.weir.collector.app.demo.DemoTraffic;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `weir demo`: Weir as it starts without a configuration, and a small system that sends to it.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Runs Weir and sends it the telemetry of a small shop, so that every page shows something."
            + " Keeps it in memory unless --data names a folder. Ctrl-C ends it.")
final class DemoCommand implements Callable<Integer> {
  private static final Duration HISTORY = Duration.ofMinutes(15);
  private static final Duration SHUTDOWN = Duration.ofSeconds(5);
  private static final double MAX_RATE = 200;

  @Mixin UiOptions ui = new UiOptions();

  @Option(
      names = "--rate",
      paramLabel = "TRACES",
      defaultValue = "3",
      description = "Traces a second, at most 200 (default: 3).")
  double rate = 3;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (!(rate > 0 && rate <= MAX_RATE)) {
      throw new CommandFailed(
          ExitCode.USAGE, "--rate: " + rate + " (expected: above 0, at most 200)");
    }
    ui.isEphemeral = ui.isEphemeral || ui.directory == null;
    ConfigOptions options = new ConfigOptions();
    options.uris.add(DefaultConfig.uri());
    // A line for each batch would bury the address that is printed below.
    options.sets.add("exporters.debug.output_paths=[/dev/null]");
    PrintWriter err = spec.commandLine().getErr();
    return new Run(options, ui, SHUTDOWN, err, () -> begin(err)).call();
  }

  private void begin(PrintWriter err) {
    Thread sender = Thread.ofVirtual().name("demo").start(() -> send(err));
    // What is on its way when Weir ends is not worth a complaint.
    Runtime.getRuntime().addShutdownHook(new Thread(sender::interrupt));
    err.println(
        """

        Weir runs, and a small shop sends its telemetry to it.

          look at it      http://%s
          errors          some payments by amex fail, in two minutes of ten
          a customer      cust_8293 cannot pay; find out why
          a canary        checkout 1.5.0-canary is slower than 1.4.2; Explore says where

        Ctrl-C ends it.
        """
            .formatted(ui.endpoint));
    err.flush();
  }

  private void send(PrintWriter err) {
    URI endpoint = DefaultConfig.otlpHttp();
    Clock clock = Clock.systemUTC();
    try (var traffic = new DemoTraffic(endpoint, rate, HISTORY, clock, clock.millis())) {
      traffic.history(HISTORY);
      traffic.run();
    } catch (IOException e) {
      err.println("the demo's telemetry was not taken: " + e.getMessage());
      err.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
