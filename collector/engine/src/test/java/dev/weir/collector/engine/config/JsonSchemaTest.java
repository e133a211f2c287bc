package dev.weir.collector.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.engine.config.schema.JsonSchema;
import dev.weir.collector.engine.config.yaml.Mappings;
import dev.weir.collector.engine.config.yaml.Source;
import dev.weir.collector.engine.config.yaml.YamlException;
import dev.weir.collector.engine.config.yaml.YamlReader;
import dev.weir.collector.engine.config.yaml.YamlValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonSchemaTest {
  private final YamlValue schema = read(JsonSchema.of(Fakes.FACTORIES));

  @Test
  void components_standUnderPatternsOfTheirIds() {
    String exporters = "properties::exporters::anyOf::0::patternProperties::";

    assertThat(text(exporters + "^otlp_grpc(/.+)?$::$ref"))
        .isEqualTo("#/definitions/exporters.otlp_grpc");
    assertThat(text(exporters + "^otlp(/.+)?$::deprecated")).isEqualTo("true");
    assertThat(text("properties::exporters::anyOf::0::additionalProperties")).isEqualTo("false");
  }

  @Test
  void settings_haveTypesDefaultsAndConstants() {
    String exporter = "definitions::exporters.otlp_grpc::anyOf::0::properties::";

    assertThat(text(exporter + "timeout::default")).isEqualTo("5s");
    assertThat(text(exporter + "compression::anyOf::0::enum::1")).isEqualTo("gzip");
    assertThat(text(exporter + "compression::default")).isEqualTo("gzip");
    assertThat(
            text(exporter + "sending_queue::anyOf::0::properties::queue_size::anyOf::0::type::0"))
        .isEqualTo("integer");
    assertThat(text(exporter + "sending_queue::anyOf::0::properties::enabled::anyOf::0::type"))
        .isEqualTo("boolean");
    assertThat(text(exporter + "timeout::anyOf::1::$ref")).isEqualTo("#/definitions/expansion");
  }

  @Test
  void inlinedAndFormerKeys_standAmongTheOthers() {
    String grpc =
        "definitions::receivers.otlp::anyOf::0::properties::protocols::anyOf::0::properties"
            + "::grpc::anyOf::0::properties::";

    assertThat(text(grpc + "endpoint::default")).isEqualTo("localhost:4317");
    assertThat(
            text(
                "definitions::extensions.health_check::anyOf::0::properties::check_path::deprecated"))
        .isEqualTo("true");
  }

  @Test
  void service_isDescribed() {
    assertThat(
            text(
                "definitions::telemetry::anyOf::0::properties::logs::anyOf::0::properties"
                    + "::level::default"))
        .isEqualTo("info");
    assertThat(
            text(
                "properties::service::anyOf::0::properties::pipelines::anyOf::0::additionalProperties"))
        .isEqualTo("false");
  }

  private @Nullable String text(String path) {
    return Mappings.at(schema, path) instanceof YamlValue.Scalar scalar ? scalar.text() : null;
  }

  private static YamlValue read(String json) {
    try {
      return YamlReader.read(new Source("schema.json", json));
    } catch (YamlException e) {
      throw new AssertionError(e);
    }
  }
}
