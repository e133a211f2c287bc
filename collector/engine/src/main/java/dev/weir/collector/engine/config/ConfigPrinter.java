package dev.weir.collector.engine.config;

import dev.weir.collector.api.ByteSize;
import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.ComponentId;
import dev.weir.collector.api.Secret;
import dev.weir.collector.engine.config.bind.EnumTexts;
import dev.weir.collector.engine.config.bind.GoDuration;
import dev.weir.collector.engine.config.bind.RecordShape;
import dev.weir.collector.engine.config.bind.RecordShape.Setting;
import dev.weir.collector.engine.config.bind.Types;
import dev.weir.collector.engine.config.yaml.YamlText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes a configuration as it takes effect: merged, expanded, with all defaults. What it writes
/// unredacted can be read again, and means the same.
public final class ConfigPrinter {
  private static final String REDACTED = "[REDACTED]";
  private static final Map<String, Object> OFF = Map.of("enabled", false);
  private static final List<String> SECRET_KEYS =
      List.of(
          "password",
          "passwd",
          "secret",
          "token",
          "apikey",
          "accesskey",
          "privatekey",
          "keypem",
          "authorization",
          "credentials",
          "licensekey");

  private final boolean redacted;

  private ConfigPrinter(boolean redacted) {
    this.redacted = redacted;
  }

  /// As YAML.
  ///
  /// @param redacted writes `[REDACTED]` in the place of secrets
  public static String yaml(CollectorConfig config, boolean redacted) {
    return YamlText.block(new ConfigPrinter(redacted).print(config));
  }

  /// As JSON.
  public static String json(CollectorConfig config, boolean redacted) {
    return YamlText.json(new ConfigPrinter(redacted).print(config));
  }

  private Map<String, @Nullable Object> print(CollectorConfig config) {
    var result = new LinkedHashMap<String, @Nullable Object>();
    result.put("receivers", components(config.receivers()));
    result.put("processors", components(config.processors()));
    result.put("exporters", components(config.exporters()));
    result.put("connectors", components(config.connectors()));
    result.put("extensions", components(config.extensions()));
    result.put("service", value("", config.service()));
    return result;
  }

  private Map<String, @Nullable Object> components(Map<ComponentId, ComponentConfig> components) {
    var result = new LinkedHashMap<String, @Nullable Object>();
    components.forEach((id, config) -> result.put(id.toString(), value("", config)));
    return result;
  }

  private @Nullable Object value(String key, @Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Secret secret -> redacted && !secret.reveal().isEmpty() ? REDACTED : secret.reveal();
      case String text -> redacted && isSecret(key) && !text.isEmpty() ? REDACTED : text;
      case Duration duration -> GoDuration.format(duration);
      case Enum<?> constant -> EnumTexts.text(constant);
      case ComponentConfig config -> section(config, new LinkedHashMap<>());
      case List<?> list -> list(key, list);
      case Map<?, ?> map -> map(map, new LinkedHashMap<>());
      case Number number -> redacted && isSecret(key) && isText(key) ? REDACTED : number;
      case Boolean bool -> bool;
      case ByteSize size -> size.bytes();
      default -> value.toString();
    };
  }

  /// A number under such a key is a password that looks like one, rather than a limit.
  private static boolean isText(String key) {
    return key.toLowerCase(Locale.ROOT).startsWith("pass");
  }

  private Map<String, @Nullable Object> section(
      ComponentConfig config, Map<String, @Nullable Object> into) {
    if (!config.getClass().isRecord()) {
      return into;
    }
    for (Setting setting : RecordShape.of(config.getClass()).settings()) {
      Object value = setting.of(config);
      if (!setting.inline()) {
        into.put(setting.key(), value == null ? unset(setting) : value(setting.key(), value));
      } else if (value instanceof ComponentConfig inlined) {
        section(inlined, into);
      } else if (value instanceof Map<?, ?> map && Types.raw(setting.type()) == Map.class) {
        map(map, into);
      }
    }
    return into;
  }

  /// The elements; what is unset in them is left out, so that they stay readable.
  private List<@Nullable Object> list(String key, List<?> list) {
    List<@Nullable Object> result = new ArrayList<>();
    for (Object item : list) {
      Object printed = value(key, item);
      if (item instanceof ComponentConfig && printed instanceof Map<?, ?> section) {
        section.values().removeIf(value -> value == null || value.equals(OFF));
      }
      result.add(printed);
    }
    return result;
  }

  /// A section that is on as soon as its key stands there has to say that it is not.
  private static @Nullable Object unset(Setting setting) {
    Class<?> type = Types.raw(setting.type());
    boolean isSection = type.isRecord() && ComponentConfig.class.isAssignableFrom(type);
    return isSection && !setting.offWhenEmpty() ? OFF : null;
  }

  private Map<String, @Nullable Object> map(Map<?, ?> map, Map<String, @Nullable Object> into) {
    map.forEach((key, value) -> into.put(String.valueOf(key), value(String.valueOf(key), value)));
    return into;
  }

  private static boolean isSecret(String key) {
    String plain = key.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    for (String secret : SECRET_KEYS) {
      if (plain.endsWith(secret)) {
        return true;
      }
    }
    return false;
  }
}
