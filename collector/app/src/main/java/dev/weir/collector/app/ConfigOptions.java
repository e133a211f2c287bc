package dev.weir.collector.app;

import dev.weir.collector.engine.config.ComponentFactories;
import dev.weir.collector.engine.config.ConfigLoader;
import dev.weir.collector.engine.config.Environment;
import dev.weir.collector.engine.config.LoadResult;
import dev.weir.collector.engine.config.Problem;
import dev.weir.collector.engine.graph.GraphRules;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
      description =
          "Feature gates of the Go Collector to switch on, or off with a minus before them; those"
              + " that have no effect here are warned of.")
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
    FeatureGates gates = FeatureGates.of(featureGates);
    gates.warnings().forEach(err::println);
    LoadResult result =
        withPipelines(
            ConfigLoader.load(uris, sets, factories, Environment.system(), gates.loading()),
            factories);
    for (Problem warning : result.warnings()) {
      err.println(warning);
    }
    if (result.config().isEmpty()) {
      throw new CommandFailed(ExitCode.CONFIGURATION, errors(result));
    }
    return result;
  }

  /// With what stands in the way of building the pipelines, when everything else is well.
  private static LoadResult withPipelines(LoadResult loaded, ComponentFactories factories) {
    List<Problem> errors = new ArrayList<>(loaded.errors());
    List<Problem> warnings = new ArrayList<>(loaded.warnings());
    loaded
        .config()
        .map(config -> GraphRules.check(config, factories, loaded.places()))
        .orElse(List.of())
        .forEach(problem ->
            (problem.severity() == Problem.Severity.ERROR ? errors : warnings).add(problem));
    return new LoadResult(
        errors.isEmpty() ? loaded.config() : Optional.empty(), errors, warnings, loaded.places());
  }

  private static String errors(LoadResult result) {
    StringBuilder text = new StringBuilder();
    for (Problem error : result.errors()) {
      text.append(error).append('\n');
    }
    int count = result.errors().size();
    return text.append(count)
        .append(count == 1 ? " error" : " errors")
        .append(" in the configuration")
        .toString();
  }
}
