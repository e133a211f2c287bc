package dev.weir.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.api.ConnectorFactory;
import dev.weir.collector.engine.config.ComponentFactories;
import dev.weir.collector.engine.config.ConfigLoader;
import dev.weir.collector.engine.config.Environment;
import dev.weir.collector.engine.config.LoadResult;
import dev.weir.otlp.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The YAML in each component's `package-info.java` is a section of a configuration that works.
class ComponentExamplesTest {
  private static final Path ROOT = Path.of(System.getProperty("weir.root", ""));
  private static final List<String> KINDS =
      List.of("receivers", "processors", "exporters", "connectors", "extensions");
  private static final Pattern EXAMPLE =
      Pattern.compile("/// ```yaml\n(.*?)/// ```", Pattern.DOTALL);
  private static final Pattern FACTORY = Pattern.compile("\\.([a-z0-9]+)\\.[A-Za-z]+Factory$");

  /// What makes a whole configuration of a section.
  private static final String AROUND =
      """
      yaml:
      receivers: {nop: }
      exporters: {nop: }
      service:
        pipelines:
          FROM/1: {receivers: [nop], exporters: [FIRST]}
          TO/2: {receivers: [SECOND], exporters: [nop]}
      """;

  static List<Path> components() {
    return Stream.concat(modules(), Stream.of(ROOT.resolve("examples/component")))
        .flatMap(ComponentExamplesTest::packageInfos)
        .sorted()
        .toList();
  }

  /// One module for each kind, and one for each component that brings a library of its own.
  private static Stream<Path> modules() {
    try (Stream<Path> folders = Files.list(ROOT.resolve("collector"))) {
      return folders
          .filter(folder -> KINDS.contains(folder.getFileName().toString().replaceFirst("-.*", "")))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("components")
  void example_isLoadedWithoutProblems(Path packageInfo) throws IOException {
    String example = example(packageInfo);

    LoadResult loaded = load(example);

    assertThat(loaded.errors()).as(example).isEmpty();
    assertThat(loaded.warnings()).as(example).isEmpty();
  }

  @Test
  void everyFactory_hasAnExample() {
    List<String> packages =
        components().stream()
            .map(file -> file.getName(file.getNameCount() - 2).toString())
            .toList();

    assertThat(ComponentFactories.load().all())
        .isNotEmpty()
        .allSatisfy(factory -> {
          Matcher name = FACTORY.matcher(factory.getClass().getName());
          assertThat(name.find()).as(factory.getClass().getName()).isTrue();
          assertThat(packages).contains(name.group(1));
        });
  }

  @Test
  void everyFactory_isNamedInTheReadme() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));

    assertThat(ComponentFactories.load().all())
        .filteredOn(factory -> factory.getClass().getName().startsWith("dev.weir."))
        .isNotEmpty()
        .allSatisfy(factory -> assertThat(readme).contains("`" + factory.type() + "`"));
  }

  @Test
  void exampleWithAnUnknownKey_isNotLoaded() {
    assertThat(load("processors:\n  batch:\n    time_out: 1s\n").errors()).hasSize(1);
  }

  private static LoadResult load(String example) {
    boolean connects = example.startsWith("connectors:");
    String id = connects ? example.lines().skip(1).findFirst().orElseThrow().strip() : "nop";
    String name = id.replace(":", "");
    ConnectorFactory.Path path = path(name);
    String around =
        AROUND
            .replace("FROM", path.from().key())
            .replace("TO", path.to().key())
            .replace("FIRST", name)
            .replace("SECOND", name);
    return ConfigLoader.load(
        List.of("yaml:" + example, around),
        List.of(),
        ComponentFactories.load(),
        Environment.of(Map.of()));
  }

  /// A way through the connector of a type; from traces to traces if there is none of that type.
  private static ConnectorFactory.Path path(String type) {
    return ComponentFactories.load().all().stream()
        .filter(factory -> factory.type().equals(type))
        .filter(ConnectorFactory.class::isInstance)
        .map(factory -> (ConnectorFactory<?>) factory)
        .flatMap(factory -> factory.paths().keySet().stream())
        .findFirst()
        .orElse(new ConnectorFactory.Path(Signal.TRACES, Signal.TRACES));
  }

  private static String example(Path packageInfo) throws IOException {
    Matcher found = EXAMPLE.matcher(Files.readString(packageInfo));
    assertThat(found.find()).as("an example in " + packageInfo).isTrue();
    return found
        .group(1)
        .lines()
        .map(line -> line.replaceFirst("^/// ?", ""))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static Stream<Path> packageInfos(Path module) {
    try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
      return files.filter(file -> file.endsWith("package-info.java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
