package dev.weir.collector.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigPrinterTest {
  private static final String YAML =
      """
      receivers: {otlp: {protocols: {grpc: , http: {enabled: false}}}}
      processors:
        batch: {timeout: 90s, metadata_keys: [a, "b: c"]}
        attributes: {actions: [{key: "1", action: insert, value: {password: hidden, x: [1.5, yes]}}]}
      exporters:
        otlp_grpc:
          endpoint: ${env:HOST}:4317
          headers: {authorization: Bearer secret}
      service:
        telemetry: {resource: {service.name: me, host.name: null}, logs: {level: WARN}}
        pipelines:
          traces: {receivers: [otlp], processors: [batch, attributes], exporters: [otlp_grpc]}
      """;

  @Test
  void configuration_isPrintedWithDefaultsAndWithoutSecrets() {
    String printed = ConfigPrinter.yaml(load(YAML), true);

    assertThat(printed)
        .contains("endpoint: h:4317")
        .contains("timeout: 1m30s")
        .contains("send_batch_size: 8192")
        .contains("- \"b: c\"")
        .contains("authorization: \"[REDACTED]\"")
        .contains("password: \"[REDACTED]\"")
        .contains("- \"yes\"")
        .contains("level: warn")
        .contains("host.name: null")
        .contains("queue_size: 1000")
        .doesNotContain("secret")
        .doesNotContain("hidden")
        .contains("http:\n                enabled: false")
        .contains("storage: null")
        .contains("auth: null");
  }

  @Test
  void emptySecret_isShownAsEmpty() {
    String yaml = YAML.replace("Bearer secret", "''");

    assertThat(ConfigPrinter.yaml(load(yaml), true)).contains("authorization: \"\"");
  }

  @Test
  void whatIsPrinted_canBeReadAgainAndMeansTheSame() {
    CollectorConfig config = load(YAML);

    assertThat(load(ConfigPrinter.yaml(config, false))).isEqualTo(config);
    assertThat(load(ConfigPrinter.json(config, false))).isEqualTo(config);
  }

  private static CollectorConfig load(String yaml) {
    LoadResult result =
        ConfigLoader.load(
            List.of("yaml:" + yaml),
            List.of(),
            Fakes.FACTORIES,
            Environment.of(Map.of("HOST", "h")));
    assertThat(result.errors()).isEmpty();
    return result.config().orElseThrow();
  }
}
