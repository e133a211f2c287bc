package dev.weir.collector.engine.config;

import dev.weir.collector.api.ComponentId;
import dev.weir.collector.engine.config.ComponentFactories.Kind;
import dev.weir.collector.engine.config.yaml.Source;
import dev.weir.collector.engine.config.yaml.YamlException;
import dev.weir.collector.engine.config.yaml.YamlReader;
import dev.weir.collector.engine.config.yaml.YamlValue.Mapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Tries a folder of other people's configurations, and says of each whether it passed, which
/// component it needs that this distribution lacks, or what is wrong with it.
///
/// A file `INDEX.tsv` may name, by columns `file`, `env` and `go_0_159`, the variables a file needs
/// (`NAME=value NAME=value`) and what the Go Collector says of it.
public final class PublicConfigs {

  /// What became of a configuration.
  public enum Outcome {
    PASSED,
    LACKING,
    FAILED
  }

  /// One configuration.
  ///
  /// @param detail what is lacking, or the first problems
  /// @param go what the Go Collector says, as far as known
  public record Result(String file, Outcome outcome, List<String> detail, String go) {}

  private final ComponentFactories factories;

  private PublicConfigs(ComponentFactories factories) {
    this.factories = factories;
  }

  /// Tries the folder that the argument names with the components on the class path, prints the
  /// table, and ends with 1 when a configuration failed that the Go Collector accepts.
  public static void main(String[] args) throws IOException {
    List<Result> results = run(Path.of(args[0]), ComponentFactories.load());
    System.out.print(table(results));
    System.exit(results.stream().anyMatch(PublicConfigs::isOurFault) ? 1 : 0);
  }

  private static boolean isOurFault(Result result) {
    return result.outcome() == Outcome.FAILED && !result.go().startsWith("refused");
  }

  /// Tries all files that end in `.yaml`.
  public static List<Result> run(Path folder, ComponentFactories factories) throws IOException {
    Map<String, Map<String, String>> index = index(folder.resolve("INDEX.tsv"));
    var tester = new PublicConfigs(factories);
    List<Path> files;
    try (Stream<Path> list = Files.list(folder)) {
      files = list.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
    List<Result> results = new ArrayList<>();
    for (Path file : files) {
      String name = String.valueOf(file.getFileName());
      results.add(tester.run(file, name, index.getOrDefault(name, Map.of())));
    }
    return results;
  }

  private Result run(Path file, String name, Map<String, String> row) {
    Environment environment = Environment.of(variables(row.getOrDefault("env", "")));
    LoadResult loaded =
        ConfigLoader.load(List.of(file.toString()), List.of(), factories, environment);
    List<String> lacking = lacking(file);
    List<String> problems = new ArrayList<>();
    for (Problem problem : loaded.errors()) {
      if (!problem.message().startsWith("unknown type: ")) {
        problems.add(problem.position().line() + ": " + problem.sentence());
      }
    }
    String go = row.getOrDefault("go_0_159", "");
    if (!problems.isEmpty()) {
      return new Result(name, Outcome.FAILED, problems, go);
    }
    return lacking.isEmpty()
        ? new Result(name, Outcome.PASSED, List.of(), go)
        : new Result(name, Outcome.LACKING, lacking, go);
  }

  private List<String> lacking(Path file) {
    List<String> result = new ArrayList<>();
    try {
      var source = new Source(file.toString(), Files.readString(file));
      if (YamlReader.read(source) instanceof Mapping root) {
        for (Kind kind : Kind.values()) {
          if (root.get(kind.section()) instanceof Mapping section) {
            section.entries().keySet().forEach(id -> addLacking(kind, id, result));
          }
        }
      }
    } catch (IOException | YamlException e) {
      return List.of();
    }
    return result;
  }

  private void addLacking(Kind kind, String id, List<String> result) {
    try {
      String type = ComponentId.parse(id).type();
      String known = kind.name().toLowerCase(Locale.ROOT) + "/" + type;
      boolean old = known.equals("exporter/logging") || known.equals("extension/memory_ballast");
      if (factories.find(kind, type) == null && !old && !result.contains(known)) {
        result.add(known);
      }
    } catch (IllegalArgumentException e) {
      // the loader reports it
    }
  }

  /// The results as a table for people, with sums below.
  public static String table(List<Result> results) {
    var out = new StringBuilder();
    Map<Outcome, Integer> sums = new TreeMap<>();
    Map<String, Integer> wanted = new TreeMap<>();
    for (Result result : results) {
      sums.merge(result.outcome(), 1, Integer::sum);
      out.append(
          String.format(
              "%-8s %s%n", result.outcome().name().toLowerCase(Locale.ROOT), result.file()));
      if (result.outcome() == Outcome.LACKING) {
        result.detail().forEach(type -> wanted.merge(type, 1, Integer::sum));
        out.append("         ").append(String.join(", ", result.detail())).append('\n');
      } else if (result.outcome() == Outcome.FAILED) {
        result.detail().forEach(line -> out.append("         ").append(line).append('\n'));
        out.append("         Go: ").append(result.go()).append('\n');
      }
    }
    out.append('\n').append(results.size()).append(" configurations: ").append(sums).append('\n');
    wanted.entrySet().stream()
        .sorted((a, b) -> b.getValue() - a.getValue())
        .forEach(
            each -> out.append(String.format("%5d lack %s%n", each.getValue(), each.getKey())));
    return out.toString();
  }

  private static Map<String, String> variables(String text) {
    Map<String, String> result = new HashMap<>();
    for (String each : text.split(" ", -1)) {
      int at = each.indexOf('=');
      if (at > 0) {
        result.put(each.substring(0, at), each.substring(at + 1));
      }
    }
    return result;
  }

  private static Map<String, Map<String, String>> index(Path file) throws IOException {
    Map<String, Map<String, String>> result = new HashMap<>();
    if (!Files.exists(file)) {
      return result;
    }
    List<String> lines = Files.readAllLines(file);
    String[] columns = lines.getFirst().split("\t", -1);
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t", -1);
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < columns.length && i < cells.length; i++) {
        row.put(columns[i], cells[i]);
      }
      result.put(cells[0], row);
    }
    return result;
  }
}
