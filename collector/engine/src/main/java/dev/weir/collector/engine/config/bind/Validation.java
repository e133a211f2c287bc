package dev.weir.collector.engine.config.bind;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Problems;
import dev.weir.collector.api.Secret;
import dev.weir.collector.engine.config.Problem;
import dev.weir.collector.engine.config.ProblemLog;
import dev.weir.collector.engine.config.bind.RecordShape.Setting;
import dev.weir.collector.engine.config.yaml.Mappings;
import dev.weir.collector.engine.config.yaml.Position;
import dev.weir.collector.engine.config.yaml.YamlValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Asks settings and their sub-sections what is wrong with their values, and adds the places.
public final class Validation {
  private final YamlValue root;
  private final ProblemLog log;

  /// Of settings that came from below this value.
  public Validation(YamlValue root, ProblemLog log) {
    this.root = root;
    this.log = log;
  }

  public void validate(@Nullable Object value, String path) {
    if (value instanceof ComponentConfig config) {
      config(config, path);
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        validate(list.get(i), join(path, Integer.toString(i)));
      }
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((key, element) -> validate(element, join(path, String.valueOf(key))));
    }
  }

  private void config(ComponentConfig config, String path) {
    config.validate(new Placed(path));
    if (!config.getClass().isRecord()) {
      return;
    }
    for (Setting setting : RecordShape.of(config.getClass()).settings()) {
      if (!Types.raw(setting.type()).isPrimitive()) {
        validate(setting.of(config), setting.inline() ? path : join(path, setting.key()));
      }
    }
  }

  private static String join(String path, String key) {
    if (path.isEmpty() || key.isEmpty()) {
      return path + key;
    }
    return path + Mappings.DELIMITER + key;
  }

  /// Adds the path and the place.
  private final class Placed implements Problems {
    private final String path;

    Placed(String path) {
      this.path = path;
    }

    @Override
    public void add(String setting, @Nullable Object value, String expected) {
      String at = join(path, setting);
      Problem problem =
          value == null
              ? Problem.error(place(at), at, "is not set")
              : Problem.error(place(at), at, "").value(shown(value));
      log(problem.expectation(expected));
    }

    private static String shown(Object value) {
      return switch (value) {
        case String text -> '"' + text + '"';
        case Duration duration -> GoDuration.format(duration);
        case Enum<?> constant -> EnumTexts.text(constant);
        case Secret secret -> secret.toString();
        default -> value.toString();
      };
    }

    @Override
    public void add(String setting, String sentence) {
      String at = join(path, setting);
      log(Problem.error(place(at), at, sentence));
    }

    @Override
    public void warn(String setting, String sentence) {
      String at = join(path, setting);
      log.add(Problem.warning(place(at), at, sentence));
    }

    private void log(Problem problem) {
      if (!log.isSuspect(problem.path())) {
        log.add(problem);
      }
    }

    private Position place(String at) {
      return Mappings.position(root, at);
    }
  }
}
