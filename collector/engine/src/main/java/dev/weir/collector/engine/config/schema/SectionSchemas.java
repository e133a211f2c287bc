package dev.weir.collector.engine.config.schema;

import dev.weir.collector.api.ComponentId;
import dev.weir.collector.api.Secret;
import dev.weir.collector.engine.config.bind.EnumTexts;
import dev.weir.collector.engine.config.bind.GoDuration;
import dev.weir.collector.engine.config.bind.RecordShape;
import dev.weir.collector.engine.config.bind.RecordShape.Setting;
import dev.weir.collector.engine.config.bind.Types;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Schemas of records, with the defaults of an instance.
final class SectionSchemas {
  static final Map<String, Object> EXPANSION = Map.of("$ref", "#/definitions/expansion");

  private static final String DURATION =
      "^[-+]?([0-9]*\\.?[0-9]+(ns|us|\u00b5s|\u03bcs|ms|s|m|h))+$|^0$";

  private final Map<String, Object> definitions;
  private final Map<Object, Map<String, Object>> references = new HashMap<>();
  private final Set<Class<?>> open = new HashSet<>();

  SectionSchemas(Map<String, Object> definitions) {
    this.definitions = definitions;
  }

  static Map<String, Object> orExpansion(Object schema) {
    Map<String, Object> either = new LinkedHashMap<>();
    either.put("anyOf", List.of(schema, EXPANSION));
    return either;
  }

  /// Adds the schema of a component's settings to the definitions, and refers to it.
  Map<String, Object> define(String name, Object defaults) {
    return refer(name, section(defaults, false));
  }

  /// Refers to the schema of a section; the same section with the same defaults stands once.
  private Map<String, Object> reference(Object defaults, boolean optional) {
    Map<String, Object> schema = section(defaults, optional);
    Map<String, Object> known = references.get(schema);
    if (known != null) {
      return known;
    }
    String name = defaults.getClass().getSimpleName();
    int number = 2;
    while (definitions.containsKey(name)) {
      name = defaults.getClass().getSimpleName() + number++;
    }
    Map<String, Object> reference = refer(name, schema);
    references.put(schema, reference);
    return reference;
  }

  private Map<String, Object> refer(String name, Map<String, Object> schema) {
    definitions.put(name, orExpansion(schema));
    return Map.of("$ref", "#/definitions/" + name);
  }

  private Map<String, Object> section(Object defaults, boolean optional) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", List.of("object", "null"));
    if (!open.add(defaults.getClass())) {
      return schema; // a section that may hold itself is described once
    }
    Map<String, Object> properties = new LinkedHashMap<>();
    boolean others = properties(defaults, properties);
    if (optional) {
      properties.putIfAbsent("enabled", orExpansion(Map.of("type", "boolean")));
    }
    open.remove(defaults.getClass());
    schema.put("properties", properties);
    if (!others) {
      schema.put("additionalProperties", false);
    }
    return schema;
  }

  /// Describes the settings; whether there may be other keys.
  private boolean properties(Object defaults, Map<String, Object> properties) {
    boolean others = false;
    for (Setting setting : RecordShape.of(defaults.getClass()).settings()) {
      Object value = setting.of(defaults);
      if (!setting.inline()) {
        Map<String, Object> schema = setting(setting, value);
        properties.put(setting.key(), schema);
        for (String former : setting.former()) {
          properties.put(former, former(schema, setting.key()));
        }
      } else if (Types.raw(setting.type()).isRecord()) {
        others |= properties(orDefaults(value, setting.type()), properties);
      } else {
        others = true;
      }
    }
    return others;
  }

  private static Map<String, Object> former(Map<String, Object> schema, String key) {
    Map<String, Object> result = new LinkedHashMap<>(schema);
    result.put("deprecated", true);
    result.put("description", "Deprecated: write " + key);
    return result;
  }

  private Map<String, Object> setting(Setting setting, @Nullable Object value) {
    Class<?> raw = Types.raw(setting.type());
    if (isSection(raw)) {
      return reference(orDefaults(value, setting.type()), setting.nullable());
    }
    Map<String, Object> schema = value(setting.type());
    Object shown = shown(value);
    if (shown != null) {
      schema.put("default", shown);
    }
    return schema;
  }

  private static boolean isSection(Class<?> raw) {
    return raw.isRecord() && raw != ComponentId.class && !isParsed(raw);
  }

  private static boolean isParsed(Class<?> raw) {
    return RecordShape.of(raw).isParsed();
  }

  private static Object orDefaults(@Nullable Object value, Type type) {
    return value == null ? RecordShape.of(Types.raw(type)).defaults() : value;
  }

  private Map<String, Object> value(Type type) {
    Class<?> raw = Types.raw(type);
    Map<String, Object> schema = new LinkedHashMap<>();
    switch (raw.getName()) {
      case "boolean", "java.lang.Boolean" -> schema.put("type", List.of("boolean", "null"));
      case "int", "java.lang.Integer", "long", "java.lang.Long" ->
          schema.put("type", List.of("integer", "null"));
      case "double", "java.lang.Double" -> schema.put("type", List.of("number", "null"));
      case "java.lang.Object" -> {
        return schema;
      }
      case "java.time.Duration" -> {
        schema.put("type", List.of("string", "integer", "null"));
        schema.put("pattern", DURATION);
      }
      case "java.util.List" -> list(Types.argument(type, 0), schema);
      case "java.util.Map" -> {
        schema.put("type", List.of("object", "null"));
        schema.put("additionalProperties", element(Types.argument(type, 1)));
      }
      default -> other(raw, schema);
    }
    return isText(schema) ? schema : orExpansion(schema);
  }

  /// Whether any text will do, `${...}` among them.
  private static boolean isText(Map<String, Object> schema) {
    return !schema.containsKey("pattern")
        && schema.get("type") instanceof List<?> types
        && types.contains("string");
  }

  private void list(Type element, Map<String, Object> schema) {
    boolean texts = element == String.class;
    schema.put("type", texts ? List.of("array", "string", "null") : List.of("array", "null"));
    schema.put("items", element(element));
  }

  private Map<String, Object> element(Type type) {
    return isSection(Types.raw(type)) ? reference(orDefaults(null, type), false) : value(type);
  }

  private static void other(Class<?> raw, Map<String, Object> schema) {
    if (raw.isEnum()) {
      schema.put("enum", EnumTexts.accepted(raw));
    } else if (raw.isRecord() && raw != ComponentId.class && isParsed(raw)) {
      schema.put("type", List.of("string", "number", "null"));
    } else {
      schema.put("type", List.of("string", "null"));
    }
  }

  private static @Nullable Object shown(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Secret secret -> null;
      case Duration duration -> GoDuration.format(duration);
      case Enum<?> constant -> EnumTexts.text(constant);
      case String text -> text.isEmpty() ? null : text;
      case Number number -> number;
      case Boolean bool -> bool;
      case List<?> list -> list.isEmpty() || !(list.getFirst() instanceof String) ? null : list;
      case Map<?, ?> map -> null;
      default -> value.toString();
    };
  }
}
