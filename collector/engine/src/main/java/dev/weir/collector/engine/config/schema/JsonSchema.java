package dev.weir.collector.engine.config.schema;

import dev.weir.collector.api.ComponentFactory;
import dev.weir.collector.engine.config.ComponentFactories;
import dev.weir.collector.engine.config.ComponentFactories.Kind;
import dev.weir.collector.engine.config.TelemetryConfig;
import dev.weir.collector.engine.config.yaml.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes the JSON Schema (draft 7) of the configurations that a distribution takes. Editors
/// complete and check with it.
public final class JsonSchema {
  private static final String SIGNALS = "^(traces|metrics|logs|profiles)(/.+)?$";

  private JsonSchema() {}

  public static String of(ComponentFactories factories) {
    var definitions = new LinkedHashMap<String, Object>();
    definitions.put("expansion", Map.of("type", "string", "pattern", "\\$\\{.+\\}"));
    var sections = new SectionSchemas(definitions);
    Map<String, Object> properties = new LinkedHashMap<>();
    for (Kind kind : Kind.values()) {
      properties.put(kind.section(), components(kind, factories, sections));
    }
    properties.put("service", service(sections));
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "http://json-schema.org/draft-07/schema#");
    schema.put("title", "Configuration of Weir");
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("additionalProperties", false);
    schema.put("definitions", definitions);
    return YamlText.json(schema);
  }

  private static Map<String, Object> components(
      Kind kind, ComponentFactories factories, SectionSchemas sections) {
    Map<String, Object> patterns = new LinkedHashMap<>();
    for (ComponentFactory<?> factory : factories.all()) {
      if (Kind.of(factory) == kind) {
        String name = kind.section() + "." + factory.type();
        Object reference = sections.define(name, factory.defaultConfig());
        patterns.put(pattern(factory.type()), reference);
        for (String former : factory.formerTypes()) {
          patterns.put(pattern(former), deprecated(reference, factory.type()));
        }
      }
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", List.of("object", "null"));
    schema.put("patternProperties", patterns);
    schema.put("additionalProperties", false);
    return SectionSchemas.orExpansion(schema);
  }

  private static String pattern(String type) {
    return "^" + type + "(/.+)?$";
  }

  private static Map<String, Object> deprecated(Object reference, String type) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("allOf", List.of(reference));
    schema.put("deprecated", true);
    schema.put("description", "Deprecated: write " + type);
    return schema;
  }

  private static Map<String, Object> service(SectionSchemas sections) {
    Map<String, Object> ids = new LinkedHashMap<>();
    ids.put("type", "array");
    ids.put("items", Map.of("type", "string"));
    List<Map<String, Object>> either = new ArrayList<>();
    either.add(ids);
    either.add(Map.of("type", "null"));
    either.add(SectionSchemas.EXPANSION);
    Map<String, Object> list = Map.of("anyOf", either);
    Map<String, Object> pipeline = new LinkedHashMap<>();
    pipeline.put("receivers", list);
    pipeline.put("processors", list);
    pipeline.put("exporters", list);
    Map<String, Object> pipelines = new LinkedHashMap<>();
    pipelines.put("type", "object");
    pipelines.put(
        "patternProperties", Map.of(SIGNALS, SectionSchemas.orExpansion(section(pipeline))));
    pipelines.put("additionalProperties", false);
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("extensions", list);
    properties.put("pipelines", SectionSchemas.orExpansion(pipelines));
    properties.put("telemetry", sections.define("telemetry", TelemetryConfig.defaults()));
    return SectionSchemas.orExpansion(section(properties));
  }

  private static Map<String, Object> section(Map<String, Object> properties) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("additionalProperties", false);
    return schema;
  }
}
