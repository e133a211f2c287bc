package dev.weir.collector.engine;

import dev.weir.collector.api.BuildInfo;
import dev.weir.collector.engine.config.ResourceConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// What a collector's own telemetry says it is about.
final class OwnResource {
  private OwnResource() {}

  static Map<String, String> of(ResourceConfig config, BuildInfo build) {
    Map<String, String> defaults = new LinkedHashMap<>();
    defaults.put("service.name", build.command());
    defaults.put("service.version", build.version());
    defaults.put("service.instance.id", UUID.randomUUID().toString());
    Map<String, String> result = new LinkedHashMap<>();
    config.resolve(defaults).forEach((name, value) -> result.put(name, String.valueOf(value)));
    return result;
  }
}
