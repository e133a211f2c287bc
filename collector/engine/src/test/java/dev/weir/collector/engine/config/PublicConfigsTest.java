package dev.weir.collector.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.engine.config.PublicConfigs.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicConfigsTest {
  @TempDir Path folder;

  @Test
  void eachConfiguration_passesLacksAComponentOrFails() throws IOException {
    String service = "service: {pipelines: {traces: {receivers: [nop], exporters: [%s]}}}\n";
    Files.writeString(
        folder.resolve("a.yaml"),
        "receivers: {nop: }\nexporters: {otlp: {endpoint: '${env:HOST}:1'}}\n"
            + service.formatted("otlp"));
    Files.writeString(
        folder.resolve("b.yaml"),
        "receivers: {nop: }\nexporters: {kafka: {any: thing}}\n" + service.formatted("kafka"));
    Files.writeString(
        folder.resolve("c.yaml"),
        "receivers: {nop: }\nexporters: {debug: {verbosty: x}}\n" + service.formatted("debug"));
    Files.writeString(
        folder.resolve("INDEX.tsv"),
        "file\tenv\tgo_0_159\na.yaml\tHOST=h\tok\nc.yaml\t\trefused\n");

    var results = PublicConfigs.run(folder, Fakes.FACTORIES);

    assertThat(results)
        .extracting(PublicConfigs.Result::outcome)
        .containsExactly(Outcome.PASSED, Outcome.LACKING, Outcome.FAILED);
    assertThat(PublicConfigs.table(results))
        .contains("exporter/kafka")
        .contains("2: exporters::debug::verbosty: unknown key")
        .contains("Go: refused")
        .contains("3 configurations: {PASSED=1, LACKING=1, FAILED=1}");
  }
}
