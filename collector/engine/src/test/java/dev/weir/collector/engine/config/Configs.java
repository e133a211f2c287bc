package dev.weir.collector.engine.config;

import java.util.List;
import java.util.Map;

/// Loads configurations of which only a part matters.
final class Configs {
  private static final String REST =
      "{receivers: {nop: }, exporters: {nop: },"
          + " service: {pipelines: {traces: {receivers: [nop], exporters: [nop]}}}}";

  private Configs() {}

  static LoadResult load(String yaml) {
    return load(yaml, Environment.of(Map.of()));
  }

  static LoadResult load(String yaml, Environment environment) {
    return ConfigLoader.load(
        List.of("yaml:" + REST, "yaml:" + yaml), List.of(), Fakes.FACTORIES, environment);
  }

  static <T> T exporter(LoadResult result, Class<T> type) {
    return result.config().orElseThrow().exporters().values().stream()
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow();
  }

  static <T> T processor(LoadResult result, Class<T> type) {
    return result.config().orElseThrow().processors().values().stream()
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow();
  }
}
