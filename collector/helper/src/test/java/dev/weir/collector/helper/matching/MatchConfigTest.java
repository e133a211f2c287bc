package dev.weir.collector.helper.matching;

import static dev.weir.collector.helper.matching.MatchConfigs.regexp;
import static dev.weir.collector.helper.matching.MatchConfigs.strict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.testkit.TestProblems;
import dev.weir.otlp.Signal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatchConfigTest {

  @Test
  void missingMatchType_isNamedWhereTextsAreCompared() {
    assertThat(problems(new MatchConfigs().spanNames("a")))
        .containsExactly("match_type: null (expected: regexp or strict)");
    assertThat(problems(new MatchConfigs().severity(9, false))).isEmpty();
    assertThat(problems(new MatchConfigs().attribute("a", null))).isEmpty();
  }

  @Test
  void badExpressions_areAllNamed() {
    assertThat(
            problems(
                regexp()
                    .spanNames("ok", "[")
                    .attribute("k", "(")
                    .library("lib", "*")
                    .services("a{")))
        .hasSize(3)
        .anyMatch(text -> text.startsWith("span_names::1: [ (expected: a regular expression"))
        .anyMatch(text -> text.startsWith("attributes::0::value: ( (expected:"))
        .anyMatch(text -> text.startsWith("libraries::0::version: * (expected:"));
  }

  @Test
  void lookahead_isRefusedAsInTheCollector() {
    assertThat(problems(regexp().spanNames("a(?=b)"))).hasSize(1);
  }

  @Test
  void attributes_needKeysAndValuesThatFit() {
    assertThat(problems(strict().attribute("", "x")))
        .containsExactly("attributes::0::key: can't have empty key in the list of attributes");
    assertThat(problems(regexp().attribute("k", 1)))
        .singleElement()
        .asString()
        .contains("a string");
    assertThat(problems(strict().resource("k", Instant.EPOCH))).hasSize(1);
  }

  @Test
  void strictSpanKinds_areThoseThatThereAre() {
    assertThat(problems(strict().spanKinds("server")))
        .singleElement()
        .asString()
        .startsWith("span_kinds: [server] (expected: of [SPAN_KIND_CLIENT, ");
    assertThat(problems(regexp().spanKinds("SERVER"))).isEmpty();
  }

  @Test
  void criteriaOfOtherSignals_areRefused() {
    assertThat(problems(strict().logBodies("a").spanNames("b"), Signal.TRACES))
        .containsExactly("include::log_bodies: log_bodies should not be specified for trace spans");
    assertThat(problems(strict().services("a").logBodies("b"), Signal.LOGS))
        .containsExactly("include::services: services should not be specified for log records");
    assertThat(problems(strict().attribute("a", 1).metricNames("b"), Signal.METRICS))
        .containsExactly("include::attributes: attributes should not be specified for metrics");
  }

  @Test
  void sectionWithoutAnyCriterion_isRefused() {
    for (Signal signal : List.of(Signal.TRACES, Signal.METRICS, Signal.LOGS)) {
      assertThat(problems(strict(), signal))
          .singleElement()
          .asString()
          .startsWith("include: at least one of ");
    }
  }

  private static List<String> problems(MatchConfigs config) {
    return TestProblems.of(config.build()).messages();
  }

  private static List<String> problems(MatchConfigs config, Signal signal) {
    TestProblems problems = new TestProblems();
    config.build().validate("include", signal, problems);
    return problems.messages();
  }
}
