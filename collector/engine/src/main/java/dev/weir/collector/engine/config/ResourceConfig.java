package dev.weir.collector.engine.config;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Inline;
import dev.weir.collector.api.Key;
import dev.weir.collector.api.Problems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the collector's own telemetry says it is about, `service::telemetry::resource`.
///
/// @param schemaUrl of the attributes
/// @param attributes name and value each
/// @param attributesList not supported, as in the Go Collector
/// @param detectors which attributes detectors may set
/// @param detection detectors to run
/// @param plain attributes written as plain keys, the earlier form; a null value suppresses one
///   that would be set otherwise
public record ResourceConfig(
    @Nullable String schemaUrl,
    List<Attribute> attributes,
    @Nullable String attributesList,
    @Nullable Map<String, Object> detectors,
    @Key("detection/development") @Nullable Map<String, Object> detection,
    @Inline Map<String, @Nullable Object> plain)
    implements ComponentConfig {

  /// One attribute.
  public record Attribute(String name, @Nullable String type, @Nullable Object value)
      implements ComponentConfig {

    public static Attribute defaults() {
      return new Attribute("", null, null);
    }
  }

  public static ResourceConfig defaults() {
    return new ResourceConfig(null, List.of(), null, null, null, Map.of());
  }

  /// The attributes to send: these defaults, unless they are suppressed or set otherwise.
  public Map<String, Object> resolve(Map<String, String> defaults) {
    var result = new LinkedHashMap<String, Object>(defaults);
    plain.forEach((key, value) -> {
      if (value == null) {
        result.remove(key);
      } else {
        result.put(key, value);
      }
    });
    for (Attribute attribute : attributes) {
      result.put(attribute.name(), Objects.requireNonNullElse(attribute.value(), ""));
    }
    return result;
  }

  @Override
  public void validate(Problems problems) {
    if (attributesList != null) {
      problems.add(
          "attributes_list",
          "resource::attributes_list is not currently supported, please use resource::attributes");
    }
    if (detectors != null) {
      problems.warn("detectors", "has no effect: attributes are those written here");
    }
    if (detection != null) {
      problems.warn("detection/development", "has no effect: attributes are those written here");
    }
    if (schemaUrl != null && !schemaUrl.isEmpty()) {
      problems.warn("schema_url", "has no effect");
    }
    plain.forEach((key, value) -> {
      if (value != null && !(value instanceof String)) {
        problems.add(key, value, "a string or null");
      }
    });
    if (!attributes.isEmpty() && !plain.isEmpty()) {
      problems.add(
          "attributes",
          "resource::attributes cannot be used together with legacy inline resource attributes");
    }
  }
}
