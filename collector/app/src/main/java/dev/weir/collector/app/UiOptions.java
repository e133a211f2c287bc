package dev.weir.collector.app;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of what keeps telemetry and shows it, which runs where data go to a `store`
/// exporter.
final class UiOptions {
  static final String OFF = "off";
  static final String EPHEMERAL_FOLDER = "/weir-ephemeral";

  @Option(
      names = "--ui",
      paramLabel = "HOST:PORT",
      description =
          "Where the pages and the query API listen when data go to a store exporter (default:"
              + " localhost:4319); off for nowhere. On an address that others reach, WEIR_UI_TOKEN"
              + " must hold the token that is wanted of them.")
  String endpoint = System.getenv().getOrDefault("WEIR_UI", "localhost:4319");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where the store keeps its files (default: weir in $XDG_DATA_HOME or ~/.local/share).")
  @Nullable String directory;

  @Option(names = "--ephemeral", description = "Keeps data in memory only, until the end.")
  boolean isEphemeral;

  boolean isOff() {
    return endpoint.equals(OFF);
  }

  /// Adds what these options say about the exporter `store` to the settings above all
  /// configurations.
  void addTo(List<String> sets) {
    if (isEphemeral && directory != null) {
      throw new CommandFailed(
          ExitCode.USAGE, "--ephemeral: keeps nothing in a folder (expected: without --data)");
    }
    if (isEphemeral) {
      sets.add("exporters.store.directory=" + EPHEMERAL_FOLDER);
    } else if (directory != null) {
      String folder = Path.of(directory).toAbsolutePath().normalize().toString();
      String escaped = folder.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "$$");
      sets.add("exporters.store.directory=\"" + escaped + "\"");
    }
  }
}
