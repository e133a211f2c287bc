package dev.weir.collector.processors.attributes;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.helper.matching.AttributeCondition;
import dev.weir.collector.helper.matching.MatchConfig;
import dev.weir.collector.helper.matching.MatchType;
import dev.weir.collector.helper.matching.ScopeCondition;
import dev.weir.collector.helper.matching.SeverityCondition;
import dev.weir.collector.processors.CollectorCase;
import dev.weir.collector.testkit.RecordingConsumer;
import dev.weir.collector.testkit.TestContext;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Compares which items are selected with what the Collector selects.
class SelectionComparisonTest {
  private static final MatchType STRICT = MatchType.STRICT;
  private static final MatchType REGEXP = MatchType.REGEXP;

  private static final Map<String, AttributesConfig> SETTINGS =
      Map.ofEntries(
          include("services", match(STRICT).services("shop")),
          exclude("services_regexp", match(REGEXP).services("^s")),
          include("span_names", match(REGEXP).spanNames("^GET", "r$")),
          include("span_kinds", match(STRICT).spanKinds("SPAN_KIND_CLIENT")),
          include("span_kinds_regexp", match(REGEXP).spanKinds("CLIENT$", "INTERNAL")),
          include("attributes", match(STRICT).attribute("env", "prod").attribute("n", 5)),
          include("attributes_any", match(STRICT).attribute("env", null)),
          include("attributes_regexp", match(REGEXP).attribute("env", "^(prod|dev)$")),
          include("attributes_number_regexp", match(REGEXP).attribute("n", "5")),
          include("attributes_double", match(STRICT).attribute("f", 1.5)),
          include("attributes_bool", match(STRICT).attribute("b", true)),
          include("resources", match(STRICT).resource("zone", "z1").spanNames("GET /a")),
          include("libraries", match(STRICT).library("lib", null)),
          include("libraries_version", match(STRICT).library("lib", "1.0")),
          include("libraries_no_version", match(STRICT).library("lib", "")),
          Map.entry(
              "both",
              config(
                  match(REGEXP).spanNames("GET").config,
                  match(STRICT).attribute("env", "dev").config)),
          include("log_bodies", match(REGEXP).logBodies("hello")),
          include("log_bodies_strict", match(STRICT).logBodies("12", "bye")),
          exclude("log_severity_texts", match(STRICT).severityTexts("WARN")),
          include("log_severity_number", match(STRICT).severity(13, false)),
          include("log_severity_number_undefined", match(STRICT).severity(9, true)),
          include("log_attributes", match(REGEXP).attribute("env", "pr")),
          include("metric_names", match(REGEXP).metricNames("^cpu")),
          exclude("metric_names_strict", match(STRICT).metricNames("cpu.time")));

  static Stream<CollectorCase> collectorCases() throws IOException {
    return CollectorCase.beside(SelectionComparisonTest.class);
  }

  @ParameterizedTest
  @MethodSource("collectorCases")
  void items_areSelectedAsByTheCollector(CollectorCase given) {
    RecordingConsumer next = new RecordingConsumer();
    AttributesConfig config = requireNonNull(SETTINGS.get(given.name()));
    given
        .batches()
        .forEach(batch ->
            new AttributesFactory()
                .create(config, given.signal(), new TestContext(), next)
                .consume(batch));

    assertThat(
            CollectorCase.lines(
                switch (given.signal()) {
                  case TRACES -> next.traces();
                  case METRICS -> next.metrics();
                  default -> next.logs();
                }))
        .containsExactlyElementsOf(given.expected());
  }

  private static Map.Entry<String, AttributesConfig> include(String name, Match match) {
    return Map.entry(name, config(match.config, null));
  }

  private static Map.Entry<String, AttributesConfig> exclude(String name, Match match) {
    return Map.entry(name, config(null, match.config));
  }

  private static AttributesConfig config(
      @Nullable MatchConfig include, @Nullable MatchConfig exclude) {
    return new AttributesConfig(
        include, exclude, List.of(Actions.set(ActionType.INSERT, "new", 1)));
  }

  private static Match match(MatchType type) {
    List<String> none = List.of();
    return new Match(
        new MatchConfig(
            type, null, none, none, none, none, none, null, none, List.of(), List.of(), List.of()));
  }

  /// Adds criteria to a configuration.
  private record Match(MatchConfig config) {
    Match services(String... texts) {
      return with(List.of(texts), config.spanNames(), config.spanKinds(), config.logBodies());
    }

    Match spanNames(String... texts) {
      return with(config.services(), List.of(texts), config.spanKinds(), config.logBodies());
    }

    Match spanKinds(String... texts) {
      return with(config.services(), config.spanNames(), List.of(texts), config.logBodies());
    }

    Match logBodies(String... texts) {
      return with(config.services(), config.spanNames(), config.spanKinds(), List.of(texts));
    }

    Match severityTexts(String... texts) {
      return new Match(
          new MatchConfig(
              config.matchType(),
              null,
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              List.of(texts),
              null,
              List.of(),
              List.of(),
              List.of(),
              List.of()));
    }

    Match severity(int min, boolean undefined) {
      return new Match(
          new MatchConfig(
              config.matchType(),
              null,
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              new SeverityCondition(min, undefined),
              List.of(),
              List.of(),
              List.of(),
              List.of()));
    }

    Match metricNames(String... texts) {
      return new Match(
          new MatchConfig(
              config.matchType(),
              null,
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              null,
              List.of(texts),
              List.of(),
              List.of(),
              List.of()));
    }

    Match attribute(String key, @Nullable Object value) {
      List<AttributeCondition> conditions =
          Stream.concat(config.attributes().stream(), Stream.of(new AttributeCondition(key, value)))
              .toList();
      return new Match(
          new MatchConfig(
              config.matchType(),
              null,
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              null,
              List.of(),
              conditions,
              List.of(),
              List.of()));
    }

    Match resource(String key, Object value) {
      return new Match(
          new MatchConfig(
              config.matchType(),
              null,
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              null,
              List.of(),
              List.of(),
              List.of(new AttributeCondition(key, value)),
              List.of()));
    }

    Match library(String name, @Nullable String version) {
      return new Match(
          new MatchConfig(
              config.matchType(),
              null,
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              null,
              List.of(),
              List.of(),
              List.of(),
              List.of(new ScopeCondition(name, version))));
    }

    private Match with(
        List<String> services, List<String> names, List<String> kinds, List<String> bodies) {
      return new Match(
          new MatchConfig(
              config.matchType(),
              null,
              services,
              names,
              kinds,
              bodies,
              List.of(),
              null,
              List.of(),
              config.attributes(),
              config.resources(),
              List.of()));
    }
  }
}
