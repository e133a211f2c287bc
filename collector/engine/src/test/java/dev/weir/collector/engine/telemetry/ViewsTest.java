package dev.weir.collector.engine.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.api.BuildInfo;
import dev.weir.collector.engine.config.MetricsConfig;
import dev.weir.collector.engine.config.Problem;
import dev.weir.collector.engine.config.ProblemLog;
import dev.weir.collector.engine.config.bind.Binder;
import dev.weir.collector.engine.config.bind.Validation;
import dev.weir.collector.engine.config.yaml.Source;
import dev.weir.collector.engine.config.yaml.YamlException;
import dev.weir.collector.engine.config.yaml.YamlReader;
import dev.weir.collector.engine.config.yaml.YamlValue;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ViewsTest {
  private static final BuildInfo BUILD = new BuildInfo("weir", "1");

  private final ProblemLog problems = new ProblemLog();

  @Test
  void dropped_isCountedButNotShown() throws Exception {
    MetricRegistry registry =
        registry("{selector: {instrument_name: 'a_*_x?'}, stream: {aggregation: {drop: {}}}}");
    registry.counter("a_b_xy", "h", "", Map.of()).add(1);
    registry.counter("a_b_x", "h", "", Map.of()).add(2);

    assertThat(text(registry)).contains("a_b_x 2\n").doesNotContain("a_b_xy");
    assertThat(registry.value("a_b_xy", Map.of())).isEqualTo(1);
  }

  @Test
  void renamed_isShownUnderItsNewNameAndDescription() throws Exception {
    MetricRegistry registry =
        registry(
            "{selector: {instrument_name: old}, stream: {name: fresh, description: What it is}}");
    registry.counter("old", "h", "", Map.of("k", "v")).add(3);

    assertThat(text(registry))
        .contains("# HELP fresh What it is\n", "fresh{k=\"v\"} 3\n")
        .doesNotContain("old");
  }

  @Test
  void attributesThatAreNotKept_areSummedOver() throws Exception {
    MetricRegistry registry =
        registry(
            "{selector: {instrument_type: counter}, stream: {attribute_keys: {excluded: [peer*]}}}",
            "{selector: {instrument_name: sizes}, stream: {attribute_keys: {included: [keep]}}}");
    registry.counter("c", "h", "", Map.of("keep", "1", "peer_name", "a")).add(1);
    registry.counter("c", "h", "", Map.of("keep", "1", "peer_name", "b")).add(2);
    double[] bounds = {10};
    registry.histogram("sizes", "h", "", bounds, Map.of("keep", "1", "x", "a")).record(5);
    registry.histogram("sizes", "h", "", bounds, Map.of("keep", "1", "x", "b")).record(50);

    assertThat(text(registry))
        .contains("c{keep=\"1\"} 3\n")
        .contains(
            "sizes_bucket{keep=\"1\",le=\"10\"} 1\n", "sizes_bucket{keep=\"1\",le=\"+Inf\"} 2\n")
        .contains("sizes_sum{keep=\"1\"} 55\n")
        .doesNotContain("peer_name");
  }

  @Test
  void histogram_getsTheBucketsOrTheSumThatWasAskedFor() throws Exception {
    MetricRegistry registry =
        registry(
            "{selector: {instrument_name: a}, stream: {aggregation:"
                + " {explicit_bucket_histogram: {boundaries: [2, 1]}}}}",
            "{selector: {instrument_name: b}, stream: {aggregation: {sum: {}}}}");
    registry.histogram("a", "h", "", new double[] {10}, Map.of()).record(1.5);
    registry.histogram("b", "h", "", new double[] {10}, Map.of()).record(7);

    assertThat(text(registry))
        .contains("a_bucket{le=\"1\"} 0\n", "a_bucket{le=\"2\"} 1\n", "b 7\n")
        .doesNotContain("le=\"10\"");
  }

  @Test
  void instrumentOfTwoViews_isShownByBoth() throws Exception {
    MetricRegistry registry =
        registry(
            "{selector: {instrument_name: a}, stream: {name: x}}",
            "{selector: {instrument_name: a}, stream: {name: y}}");
    registry.gauge("a", "h", "", Map.of(), () -> 4);

    assertThat(text(registry)).contains("x 4\n", "y 4\n");
  }

  @Test
  void viewThatCannotWork_isAnErrorThatSaysWhy() throws Exception {
    var unused =
        registry(
            "{stream: {name: x}}",
            "{selector: {instrument_name: 'a*'}, stream: {name: x}}",
            "{selector: {instrument_type: count}}");

    assertThat(unused).isNotNull();
    assertThat(problems.errors())
        .extracting(Problem::path)
        .containsExactly(
            "views::0::selector", "views::1::stream::name", "views::2::selector::instrument_type");
  }

  private MetricRegistry registry(String... views) throws YamlException {
    String yaml = "{level: detailed, views: [" + String.join(", ", views) + "]}";
    YamlValue value = YamlReader.read(new Source("test", yaml));
    MetricsConfig config = new Binder(problems).bind(MetricsConfig.defaults(), value, "");
    new Validation(value, problems).validate(config, "");
    return new MetricRegistry(Views.of(config));
  }

  private static String text(MetricRegistry registry) {
    return PrometheusText.write(registry, Map.of(), Naming.PLAIN, BUILD);
  }
}
