package dev.weir.collector.app;

import dev.weir.collector.engine.config.bind.GoDuration;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;

/// An ordinary start, read without picocli: `weir`, `weir run`, and these with `--config`, `--set`,
/// `--shutdown-timeout`, `--ui` or `--data`, each with a value, or `--ephemeral`. Whatever else is
/// on the command line, wrong use included, is picocli's.
///
/// Picocli's class files are of a version that the AOT cache refuses, so loading them and reading
/// the annotations is a good part of a start. A restart of an agent should not pay for that.
final class PlainStart {
  private final ConfigOptions options = new ConfigOptions();
  private final UiOptions ui = new UiOptions();
  private Duration shutdownTimeout = Duration.ofSeconds(25);

  private PlainStart() {}

  /// The start that the arguments ask for, if they are this plain.
  static Optional<PlainStart> of(String... args) {
    PlainStart start = new PlainStart();
    int first = args.length > 0 && args[0].equals("run") ? 1 : 0;
    for (int i = first; i < args.length; i++) {
      if (args[i].equals("--ephemeral")) {
        start.ui.isEphemeral = true;
        continue;
      }
      int equals = args[i].indexOf('=');
      String name = equals < 0 ? args[i] : args[i].substring(0, equals);
      if (equals < 0 && ++i == args.length) {
        return Optional.empty();
      }
      if (!start.take(name, equals < 0 ? args[i] : args[i].substring(equals + 1))) {
        return Optional.empty();
      }
    }
    return Optional.of(start);
  }

  /// Runs it, and returns the exit code.
  int run() {
    PrintWriter err = StandardError.writer();
    try {
      return new Run(options, ui, shutdownTimeout, err).call();
    } catch (CommandFailed e) {
      err.println(e.getMessage());
      return e.exitCode();
    }
  }

  private boolean take(String option, String value) {
    return switch (option) {
      case "--config" -> !value.startsWith("-") && options.uris.add(value);
      case "--set" -> !value.startsWith("-") && options.sets.add(value);
      case "--shutdown-timeout" -> takeTimeout(value);
      case "--ui" -> takeEndpoint(value);
      case "--data" -> takeDirectory(value);
      default -> false;
    };
  }

  private boolean takeEndpoint(String value) {
    ui.endpoint = value;
    return !value.startsWith("-");
  }

  private boolean takeDirectory(String value) {
    ui.directory = value;
    return !value.startsWith("-");
  }

  private boolean takeTimeout(String value) {
    Duration duration = GoDuration.parse(value);
    if (duration == null || duration.isNegative()) {
      return false;
    }
    shutdownTimeout = duration;
    return true;
  }
}
