package dev.weir.collector.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.engine.TestComponents;
import dev.weir.collector.engine.TestConfig;
import dev.weir.collector.engine.config.Problem;
import dev.weir.collector.engine.config.yaml.Position;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GraphRulesTest {

  @Test
  void pipelinesThatFit_haveNoProblem() {
    assertThat(
            check(
                new TestConfig()
                    .pipeline("traces", "push -> pass, hold -> sink, link, count")
                    .pipeline("traces/2", "link, push/2 -> pass -> sink")
                    .pipeline("logs", "push -> link")
                    .pipeline("logs/2", "link -> sink")
                    .pipeline("metrics", "count -> sink")
                    .extension("ext")))
        .isEmpty();
  }

  @Test
  void signalThatAComponentLacks_isNamedWithThoseItHas() {
    assertThat(check(new TestConfig().pipeline("logs", "push -> spans -> sink")))
        .containsExactly(
            "service::pipelines::logs::processors: \"spans\" processor, in pipeline \"logs\":"
                + " telemetry type is not supported (supported: traces)");
  }

  @Test
  void settingsThatCannotWorkForASignal_areReportedOnce() {
    assertThat(
            check(
                new TestConfig()
                    .pipeline("metrics", "push -> hold -> sink")
                    .pipeline("metrics/2", "push -> hold -> sink")
                    .pipeline("logs", "push -> hold -> sink")))
        .containsExactly("processors::hold::size: invalid value: 7 (expected: less for metrics)");
  }

  @Test
  void unknownSignalOfAPipeline_isRefused() {
    assertThat(check(new TestConfig().pipeline("events", "push -> sink")))
        .containsExactly(
            "service::pipelines::events: unknown signal \"events\""
                + " (expected: traces, metrics, logs, profiles)");
  }

  @Test
  void missingComponentAndMissingType_areNamed() {
    assertThat(
            check(
                new TestConfig()
                    .pipeline("logs", "push -> pass, nosuch -> sink, sink/gone")
                    .without("sink/gone")))
        .containsExactly(
            "service::pipelines::logs::processors: there is no processor type \"nosuch\" in this"
                + " distribution",
            "service::pipelines::logs::exporters: references exporter \"sink/gone\" which is not"
                + " configured");
  }

  @Test
  void connectorThatLeadsNowhere_isUnused() {
    assertThat(check(new TestConfig().pipeline("traces", "push -> sink, link")))
        .containsExactly(
            "connectors::link: connector \"link\" used as exporter in [traces] pipeline but not"
                + " used in any supported receiver pipeline");
  }

  @Test
  void connectorThatNothingLeadsTo_isUnused() {
    assertThat(check(new TestConfig().pipeline("traces", "push, link -> sink")))
        .containsExactly(
            "connectors::link: connector \"link\" used as receiver in [traces] pipeline but not"
                + " used in any supported exporter pipeline");
  }

  @Test
  void connectorBetweenSignalsItCannotJoin_isUnusedOnBothSides() {
    assertThat(
            check(
                new TestConfig()
                    .pipeline("traces", "push -> link")
                    .pipeline("logs", "link -> sink")))
        .containsExactly(
            "connectors::link: connector \"link\" used as exporter in [traces] pipeline but not"
                + " used in any supported receiver pipeline",
            "connectors::link: connector \"link\" used as receiver in [logs] pipeline but not"
                + " used in any supported exporter pipeline");
  }

  @Test
  void pipelineThatLeadsToItself_isACycle() {
    assertThat(check(new TestConfig().pipeline("traces", "push, link -> sink, link")))
        .containsExactly(
            "service::pipelines: cycle detected: connector \"link\" (traces to traces) -> connector"
                + " \"link\" (traces to traces)");
  }

  @Test
  void longerCycle_namesEachStep() {
    assertThat(
            check(
                new TestConfig()
                    .pipeline("traces/in", "push -> link/a")
                    .pipeline("traces", "link/a, link/c -> pass -> link/b")
                    .pipeline("traces/2", "link/b -> sink, link/c")))
        .containsExactly(
            "service::pipelines: cycle detected: connector \"link/b\" (traces to traces) ->"
                + " connector \"link/c\" (traces to traces) -> processor \"pass\" in pipeline"
                + " \"traces\" -> connector \"link/b\" (traces to traces)");
  }

  private static List<String> check(TestConfig config) {
    return GraphRules.check(
            config.build(), new TestComponents().factories(), path -> Position.UNKNOWN)
        .stream()
        .map(Problem::sentence)
        .toList();
  }
}
