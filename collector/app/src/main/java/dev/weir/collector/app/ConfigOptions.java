package dev.weir.collector.app;

import dev.weir.collector.engine.config.ComponentFactories;
import dev.weir.collector.engine.config.ConfigLoader;
import dev.weir.collector.engine.config.Environment;
import dev.weir.collector.engine.config.LoadResult;
import dev.weir.collector.engine.config.Problem;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// The options that name a configuration, shared by the commands that read one.
final class ConfigOptions {
  @Option(
      names = "--config",
      paramLabel = "URI",
      description =
          "A file, or file:, env:, yaml:, http(s): URI. May be repeated; later ones are merged over"
              + " earlier ones.")
  List<String> uris = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Sets one value above all configurations, as in processors.batch.timeout=2s.")
  List<String> sets = new ArrayList<>();

  @Option(
      names = "--feature-gates",
      paramLabel = "[+-]ID",
      split = ",",
      description = "Feature gates to switch on, or off with a minus before them.")
  List<String> featureGates = new ArrayList<>();

  boolean isGiven() {
    return !uris.isEmpty();
  }

  /// Reads the configuration; prints warnings, and fails with all errors when there are any.
  LoadResult load(ComponentFactories factories, PrintWriter err) {
    if (!isGiven()) {
      throw new CommandFailed(
          ExitCode.USAGE, "--config: missing (expected: at least one file or URI)");
    }
    return load(uris, factories, err);
  }

  LoadResult load(List<String> uris, ComponentFactories factories, PrintWriter err) {
    LoadResult result = ConfigLoader.load(uris, sets, factories, Environment.system());
    for (Problem warning : result.warnings()) {
      err.println("warning: " + warning);
    }
    if (result.config().isEmpty()) {
      throw new CommandFailed(ExitCode.CONFIGURATION, errors(result));
    }
    return result;
  }

  private static String errors(LoadResult result) {
    StringBuilder text = new StringBuilder();
    for (Problem error : result.errors()) {
      text.append("error: ").append(error).append('\n');
    }
    int count = result.errors().size();
    return text.append(count)
        .append(count == 1 ? " error" : " errors")
        .append(" in the configuration")
        .toString();
  }
}
