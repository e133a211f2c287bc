package dev.weir.collector.engine.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.collector.api.BuildInfo;
import dev.weir.collector.api.Telemetry.Counter;
import dev.weir.collector.api.Telemetry.Histogram;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MetricRegistryTest {
  private static final BuildInfo BUILD = new BuildInfo("weir", "1.2.3");

  private final MetricRegistry registry = new MetricRegistry();

  @Test
  void sameNameAndLabels_sameCounter() {
    Counter first = registry.counter("c", "help", "", Map.of("a", "1"));
    Counter second = registry.counter("c", "help", "", Map.of("a", "1"));
    first.add(2);
    second.add(3);

    assertThat(second).isSameAs(first);
    assertThat(registry.value("c", Map.of("a", "1"))).isEqualTo(5);
    assertThat(registry.value("c", Map.of("a", "2"))).isZero();
    assertThat(registry.value("other", Map.of())).isZero();
  }

  @Test
  void sameNameAsAnotherKind_isRefused() {
    registry.counter("c", "help", "", Map.of());

    assertThatThrownBy(() -> registry.gauge("c", "help", "", Map.of(), () -> 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("metric c is a COUNTER (asked for: GAUGE)");
  }

  @Test
  void plainNaming_writesTheNamesAsTheyAre() {
    registry
        .counter(
            "otelcol_receiver_accepted_spans",
            "Accepted",
            "{spans}",
            Map.of("transport", "grpc", "receiver", "otlp"))
        .add(7);

    assertThat(text(Naming.PLAIN))
        .isEqualTo(
            """
            # HELP otelcol_receiver_accepted_spans Accepted
            # TYPE otelcol_receiver_accepted_spans counter
            otelcol_receiver_accepted_spans{receiver="otlp",transport="grpc"} 7
            # HELP target_info Target metadata
            # TYPE target_info gauge
            target_info{service_name="weir"} 1
            """);
  }

  @Test
  void fullNaming_addsUnitTotalAndScope() {
    registry.counter("otelcol_process_uptime", "u", "s", Map.of()).add(1);
    registry.counter("otelcol_process_cpu_seconds", "c", "s", Map.of()).add(2);
    registry.gauge("otelcol_process_memory_rss", "r", "By", Map.of(), () -> 3);

    assertThat(text(new Naming(false, true, true)))
        .contains("\notelcol_process_uptime_seconds_total 1\n")
        .contains("otelcol_process_cpu_seconds_total 2\n")
        .contains("\notelcol_process_memory_rss_bytes 3\n");
    assertThat(text(new Naming(true, false, false)))
        .contains(
            "otelcol_process_uptime{otel_scope_name=\"dev.weir.collector\","
                + "otel_scope_schema_url=\"\",otel_scope_version=\"1.2.3\"} 1\n");
  }

  @Test
  void histogram_isCumulativeWithSumAndCount() {
    Histogram histogram =
        registry.histogram("h", "help", "s", new double[] {0.5, 10}, Map.of("otel.signal", "logs"));
    histogram.record(0.5);
    histogram.record(0.6);
    histogram.record(11);

    assertThat(text(Naming.PLAIN))
        .contains(
            """
            # TYPE h histogram
            h_bucket{otel_signal="logs",le="0.5"} 1
            h_bucket{otel_signal="logs",le="10"} 2
            h_bucket{otel_signal="logs",le="+Inf"} 3
            h_sum{otel_signal="logs"} 12.1
            h_count{otel_signal="logs"} 3
            """);
  }

  @Test
  void labelValues_areEscaped() {
    registry.counter("c", "a \"help\"\nwith \\", "", Map.of("x", "a\"b\\c\nd")).add(1);

    assertThat(text(Naming.PLAIN))
        .contains("# HELP c a \"help\"\\nwith \\\\\n")
        .contains("c{x=\"a\\\"b\\\\c\\nd\"} 1\n");
  }

  @Test
  void gaugeThatFailsOrHasNoValue_isLeftOut() {
    registry.gauge(
        "g",
        "help",
        "",
        Map.of("a", "1"),
        () -> {
          throw new IllegalStateException("gone");
        });
    registry.gauge("g", "help", "", Map.of("a", "2"), () -> Double.NaN);
    assertThat(text(Naming.PLAIN)).doesNotContain("g{").doesNotContain("TYPE g ");

    registry.gauge("g", "help", "", Map.of("a", "1"), () -> 4);
    assertThat(text(Naming.PLAIN)).contains("g{a=\"1\"} 4\n");
  }

  @Test
  void attributesOfTheResource_becomeLabelsWhenAskedFor() {
    registry.counter("c", "h", "", Map.of("a", "1")).add(1);

    assertThat(
            PrometheusText.write(
                registry,
                Map.of("service.name", "weir", "host.name", "h"),
                Naming.PLAIN,
                BUILD,
                name -> name.equals("service.name")))
        .contains("c{a=\"1\",service_name=\"weir\"} 1\n");
  }

  @Test
  void process_isMeasured() {
    ProcessMetrics.register(registry);
    JvmMetrics.register(registry);

    assertThat(text(Naming.PLAIN))
        .contains("otelcol_process_uptime ", "otelcol_process_cpu_seconds ")
        .contains("otelcol_process_runtime_heap_alloc_bytes ")
        .contains("otelcol_process_runtime_total_alloc_bytes ")
        .contains("otelcol_process_runtime_total_sys_memory_bytes ")
        .contains("jvm_memory_used{jvm_memory_pool_name=", "jvm_cpu_count ", "jvm_class_loaded ");
    assertThat(registry.value("otelcol_process_runtime_total_alloc_bytes", Map.of()))
        .isGreaterThan(1 << 20);
  }

  private String text(Naming naming) {
    return PrometheusText.write(registry, Map.of("service.name", "weir"), naming, BUILD);
  }
}
