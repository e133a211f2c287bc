package dev.weir.collector.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.engine.config.schema.JsonSchema;
import dev.weir.collector.engine.config.yaml.Mappings;
import dev.weir.collector.engine.config.yaml.Source;
import dev.weir.collector.engine.config.yaml.YamlException;
import dev.weir.collector.engine.config.yaml.YamlReader;
import dev.weir.collector.engine.config.yaml.YamlValue;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonSchemaTest {
  private final YamlValue schema = read(JsonSchema.of(Fakes.FACTORIES));

  @Test
  void components_standUnderPatternsOfTheirIds() {
    String exporters = "exporters::patternProperties::";

    assertThat(text(exporters + "^otlp_grpc(/.+)?$::properties::timeout::default")).isEqualTo("5s");
    assertThat(text(exporters + "^otlp(/.+)?$::deprecated")).isEqualTo("true");
    assertThat(text("exporters::additionalProperties")).isEqualTo("false");
  }

  @Test
  void settings_haveTypesDefaultsAndConstants() {
    String exporter = "exporters::patternProperties::^otlp_grpc(/.+)?$::properties::";

    assertThat(text(exporter + "compression::enum::1")).isEqualTo("gzip");
    assertThat(text(exporter + "compression::default")).isEqualTo("gzip");
    assertThat(text(exporter + "sending_queue::properties::queue_size::type::0"))
        .isEqualTo("integer");
    assertThat(text(exporter + "sending_queue::properties::enabled::type")).isEqualTo("boolean");
    assertThat(text(exporter + "sending_queue::additionalProperties")).isEqualTo("false");
    assertThat(text(exporter + "timeout::anyOf::1::pattern")).isEqualTo("\\$\\{.+\\}");
  }

  @Test
  void inlinedAndFormerKeys_standAmongTheOthers() {
    assertThat(
            text(
                "receivers::patternProperties::^otlp(/.+)?$::properties::protocols::properties"
                    + "::grpc::properties::endpoint::default"))
        .isEqualTo("localhost:4317");
    assertThat(
            text(
                "extensions::patternProperties::^health_check(/.+)?$::properties::check_path"
                    + "::deprecated"))
        .isEqualTo("true");
  }

  @Test
  void service_isDescribed() {
    assertThat(text("service::properties::telemetry::properties::logs::properties::level::default"))
        .isEqualTo("info");
    assertThat(text("service::properties::pipelines::additionalProperties")).isEqualTo("false");
  }

  /// What stands at a path below the properties; references, and the alternative to `${...}`, are
  /// followed on the way.
  private @Nullable String text(String path) {
    YamlValue at = Mappings.at(schema, "properties");
    for (String key : path.split("::", -1)) {
      at = at == null ? null : Mappings.at(follow(at, key), key);
    }
    return at instanceof YamlValue.Scalar scalar ? scalar.text() : null;
  }

  private YamlValue follow(YamlValue value, String key) {
    YamlValue next = Mappings.at(value, "anyOf::0");
    if (Mappings.at(value, "$ref") instanceof YamlValue.Scalar reference) {
      String path = reference.text().substring(2).replace("/", "::");
      return follow(Objects.requireNonNull(Mappings.at(schema, path)), key);
    }
    return next == null || Mappings.at(value, key) != null ? value : follow(next, key);
  }

  private static YamlValue read(String json) {
    try {
      return YamlReader.read(new Source("schema.json", json));
    } catch (YamlException e) {
      throw new AssertionError(e);
    }
  }
}
