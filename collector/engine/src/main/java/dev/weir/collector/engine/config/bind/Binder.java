package dev.weir.collector.engine.config.bind;

import dev.weir.collector.api.ComponentId;
import dev.weir.collector.api.Secret;
import dev.weir.collector.engine.config.Problem;
import dev.weir.collector.engine.config.ProblemLog;
import dev.weir.collector.engine.config.bind.RecordShape.Setting;
import dev.weir.collector.engine.config.yaml.Mappings;
import dev.weir.collector.engine.config.yaml.YamlValue;
import dev.weir.collector.engine.config.yaml.YamlValue.Entry;
import dev.weir.collector.engine.config.yaml.YamlValue.Mapping;
import dev.weir.collector.engine.config.yaml.YamlValue.Scalar;
import dev.weir.collector.engine.config.yaml.YamlValue.Sequence;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lays the values that the user wrote over a record of defaults.
///
/// Every problem is logged, and the default stands in for what cannot be used, so that all problems
/// of a configuration are found in one go.
public final class Binder {
  private static final String ENABLED = "enabled";

  private final ProblemLog log;
  private final ScalarBinder scalars;

  public Binder(ProblemLog log) {
    this.log = log;
    this.scalars = new ScalarBinder(log);
  }

  /// The defaults with the user's values.
  ///
  /// @param path of the section, for messages
  public <R> R bind(R defaults, YamlValue value, String path) {
    Class<R> type = classOf(defaults);
    return type.cast(section(defaults, value, path, false));
  }

  @SuppressWarnings("unchecked") // getClass() of an R is a Class of R
  private static <R> Class<R> classOf(R object) {
    return (Class<R>) object.getClass();
  }

  private Object section(Object defaults, YamlValue value, String path, boolean optional) {
    if (value.isNull()) {
      return defaults;
    }
    if (!(value.plain() instanceof Mapping mapping)) {
      log.add(ScalarBinder.wrong(value, path, "a section of keys and values"));
      return defaults;
    }
    Set<String> rest = new HashSet<>(mapping.entries().keySet());
    if (optional) {
      rest.remove(ENABLED);
    }
    Object result = record(defaults, mapping, path, rest);
    if (!rest.isEmpty()) {
      reportUnknown(defaults.getClass(), mapping, path, rest);
    }
    return result;
  }

  private Object record(Object defaults, Mapping mapping, String path, Set<String> rest) {
    RecordShape shape = RecordShape.of(defaults.getClass());
    List<Setting> settings = shape.settings();
    @Nullable Object[] values = new Object[settings.size()];
    for (int i = 0; i < values.length; i++) {
      Setting setting = settings.get(i);
      Object fallback = setting.of(defaults);
      if (!setting.inline()) {
        values[i] = setting(setting, fallback, mapping, path, rest);
      } else if (Types.raw(setting.type()) != Map.class) {
        values[i] = record(inlined(setting, fallback), mapping, path, rest);
      } else {
        values[i] = fallback;
      }
    }
    for (int i = 0; i < values.length; i++) {
      if (settings.get(i).inline() && Types.raw(settings.get(i).type()) == Map.class) {
        values[i] = remaining(settings.get(i), values[i], mapping, path, rest);
      }
    }
    return shape.make(values);
  }

  private static Object inlined(Setting setting, @Nullable Object fallback) {
    return fallback == null ? RecordShape.of(Types.raw(setting.type())).defaults() : fallback;
  }

  private @Nullable Object remaining(
      Setting setting, @Nullable Object fallback, Mapping mapping, String path, Set<String> rest) {
    Mapping left = mapping;
    for (String key : mapping.entries().keySet()) {
      left = rest.contains(key) ? left : left.without(key);
    }
    rest.clear();
    return map(setting.type(), fallback, left, path);
  }

  private @Nullable Object setting(
      Setting setting, @Nullable Object fallback, Mapping mapping, String path, Set<String> rest) {
    String key = spelling(setting, mapping, path);
    Entry entry = mapping.entries().get(key);
    if (entry == null) {
      return fallback;
    }
    rest.remove(key);
    String at = join(path, key);
    YamlValue value = entry.value();
    if (value.isNull() && value instanceof Scalar) {
      value = new Scalar(null, "", entry.key());
    }
    return convert(setting, fallback, value, at);
  }

  private String spelling(Setting setting, Mapping mapping, String path) {
    if (mapping.entries().containsKey(setting.key())) {
      return setting.key();
    }
    for (String former : setting.former()) {
      Entry entry = mapping.entries().get(former);
      if (entry != null) {
        log.add(
            Problem.warning(entry.key(), join(path, former), "has a new name")
                .suggestion("write \"" + setting.key() + "\""));
        return former;
      }
    }
    return setting.key();
  }

  private @Nullable Object convert(
      Setting setting, @Nullable Object fallback, YamlValue value, String path) {
    Class<?> raw = Types.raw(setting.type());
    if (!raw.isRecord() || RecordShape.of(raw).parser() != null) {
      if (value.isNull() && setting.nullable()) {
        return raw == List.class || raw == Map.class ? fallback : null;
      }
      return convert(setting.type(), fallback, value, path);
    }
    if (!setting.nullable()) {
      return section(fallback == null ? defaults(raw) : fallback, value, path, false);
    }
    return optional(setting, raw, fallback, value, path);
  }

  private @Nullable Object optional(
      Setting setting, Class<?> raw, @Nullable Object fallback, YamlValue value, String path) {
    if (value.isNull()) {
      return fallback == null && !setting.offWhenEmpty() ? defaults(raw) : fallback;
    }
    boolean own = hasEnabled(raw);
    Object bound = section(fallback == null ? defaults(raw) : fallback, value, path, !own);
    YamlValue enabled =
        own || !(value.plain() instanceof Mapping mapping) ? null : mapping.get(ENABLED);
    if (enabled == null) {
      return bound;
    }
    if (enabled.plain() instanceof Scalar scalar && scalar.value() instanceof Boolean on) {
      return on ? bound : null;
    }
    log.add(ScalarBinder.wrong(enabled, join(path, ENABLED), "true or false"));
    return bound;
  }

  private static boolean hasEnabled(Class<?> type) {
    for (Setting setting : RecordShape.of(type).settings()) {
      if (setting.key().equals(ENABLED)) {
        return true;
      }
    }
    return false;
  }

  private static Object defaults(Class<?> type) {
    return RecordShape.of(type).defaults();
  }

  /// Converts to a type; what cannot be converted becomes the fallback.
  private @Nullable Object convert(
      Type type, @Nullable Object fallback, YamlValue value, String path) {
    Class<?> raw = Types.raw(type);
    Object result =
        switch (raw.getName()) {
          case "java.lang.String" -> scalars.text(value, path);
          case "boolean", "java.lang.Boolean" -> scalars.bool(value, path);
          case "int", "java.lang.Integer" -> integer(value, path);
          case "long", "java.lang.Long" ->
              scalars.integer(value, path, Long.MIN_VALUE, Long.MAX_VALUE);
          case "double", "java.lang.Double" -> scalars.decimal(value, path);
          case "java.time.Duration" -> scalars.duration(value, path);
          case "java.util.List" -> list(type, fallback, value, path);
          case "java.util.Map" -> map(type, fallback, value, path);
          case "java.lang.Object" -> PlainValues.of(value);
          default -> other(raw, fallback, value, path);
        };
    return result == null && raw != Object.class ? fallback : result;
  }

  private @Nullable Integer integer(YamlValue value, String path) {
    Long number = scalars.integer(value, path, Integer.MIN_VALUE, Integer.MAX_VALUE);
    return number == null ? null : number.intValue();
  }

  private @Nullable Object other(
      Class<?> raw, @Nullable Object fallback, YamlValue value, String path) {
    if (raw == Secret.class) {
      return scalars.secret(value, path);
    }
    if (raw == ComponentId.class) {
      return scalars.id(value, path);
    }
    if (raw.isEnum()) {
      return value.isNull() ? fallback : scalars.constant(raw, value, path);
    }
    if (!raw.isRecord()) {
      throw new IllegalArgumentException("cannot be a setting: " + raw + " at " + path);
    }
    Method parser = RecordShape.of(raw).parser();
    if (parser != null) {
      return value.isNull() ? fallback : scalars.parse(parser, value, path);
    }
    return section(fallback == null ? defaults(raw) : fallback, value, path, false);
  }

  private @Nullable Object list(
      Type type, @Nullable Object fallback, YamlValue value, String path) {
    if (value.isNull()) {
      return fallback;
    }
    Type element = Types.argument(type, 0);
    if (value.plain() instanceof Scalar scalar
        && scalar.value() instanceof String text
        && element == String.class) {
      return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
    }
    if (!(value.plain() instanceof Sequence sequence)) {
      log.add(ScalarBinder.wrong(value, path, "a list"));
      return fallback;
    }
    List<@Nullable Object> result = new ArrayList<>(sequence.items().size());
    for (int i = 0; i < sequence.items().size(); i++) {
      result.add(element(element, sequence.items().get(i), join(path, Integer.toString(i))));
    }
    return Collections.unmodifiableList(result);
  }

  private @Nullable Object map(Type type, @Nullable Object fallback, YamlValue value, String path) {
    if (value.isNull()) {
      return fallback;
    }
    Map<Object, @Nullable Object> result = new LinkedHashMap<>();
    if (fallback instanceof Map<?, ?> defaults) {
      result.putAll(defaults);
    }
    Type element = Types.argument(type, 1);
    if (value.plain() instanceof Sequence sequence && element == Secret.class) {
      pairs(sequence, path, result);
    } else if (value.plain() instanceof Mapping mapping) {
      for (Map.Entry<String, Entry> each : mapping.entries().entrySet()) {
        String at = join(path, each.getKey());
        Object key = key(Types.raw(Types.argument(type, 0)), each, at);
        if (key != null) {
          result.put(key, element(element, each.getValue().value(), at));
        }
      }
    } else {
      log.add(ScalarBinder.wrong(value, path, "a section of keys and values"));
      return fallback;
    }
    return Collections.unmodifiableMap(result);
  }

  /// Headers may be written as a list of `name` and `value`.
  private void pairs(Sequence sequence, String path, Map<Object, @Nullable Object> result) {
    for (int i = 0; i < sequence.items().size(); i++) {
      var pair =
          (Pair)
              section(
                  new Pair("", new Secret("")),
                  sequence.items().get(i),
                  join(path, Integer.toString(i)),
                  false);
      result.put(pair.name(), pair.value());
    }
  }

  private record Pair(String name, Secret value) {}

  private @Nullable Object key(Class<?> type, Map.Entry<String, Entry> entry, String path) {
    if (type == String.class) {
      return entry.getKey();
    }
    var text = new Scalar(entry.getKey(), entry.getKey(), entry.getValue().key());
    return type.isEnum() ? scalars.constant(type, text, path) : scalars.id(text, path);
  }

  private @Nullable Object element(Type type, YamlValue value, String path) {
    Class<?> raw = Types.raw(type);
    Object zero = raw == ComponentId.class || raw == Object.class ? null : Zero.of(type);
    return convert(type, zero, value, path);
  }

  private void reportUnknown(Class<?> type, Mapping mapping, String path, Set<String> unknown) {
    List<String> known = keys(type, new ArrayList<>());
    for (Map.Entry<String, Entry> each : mapping.entries().entrySet()) {
      if (unknown.contains(each.getKey())) {
        String nearest = Suggestion.nearest(each.getKey(), known);
        if (nearest != null) {
          log.suspect(join(path, nearest));
        }
        log.add(unknown(each, path, known, nearest));
      }
    }
  }

  private static Problem unknown(
      Map.Entry<String, Entry> entry, String path, List<String> known, @Nullable String nearest) {
    String hint =
        known.isEmpty()
            ? "this section has no keys"
            : nearest == null
                ? "the keys here are: " + String.join(", ", known)
                : "did you mean \"" + nearest + "\"?";
    return Problem.error(entry.getValue().key(), join(path, entry.getKey()), "unknown key")
        .suggestion(hint);
  }

  private static List<String> keys(Class<?> type, List<String> into) {
    for (Setting setting : RecordShape.of(type).settings()) {
      if (!setting.inline()) {
        into.add(setting.key());
      } else if (Types.raw(setting.type()).isRecord()) {
        keys(Types.raw(setting.type()), into);
      }
    }
    return into;
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + Mappings.DELIMITER + key;
  }
}
